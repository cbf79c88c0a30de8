package tw.onestop.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.link.QueryDesk.Answer;

/**
 * 檔案查詢: a file of numbers is answered as a file, under the same grant, roster and trail as a query. Every line of it is an act.
 */
public interface FileDesk {

    /** Lines in a file. */
    int MOST_LINES = 5_000_000;

    /** Days for which an answer waits to be collected. */
    int KEPT_DAYS = 5;

    /** 格式: how a line names a number. */
    enum Format {
        /** Its first column; a first line {@code nationalId} is a heading. */
        CSV,
        /** {@code {"nationalId": "A123456789"}}. */
        JSON_LINES,
        /** Its first ten characters. */
        FIXED_WIDTH
    }

    /**
     * 查詢檔.
     *
     * @param occasion its transaction id becomes the file's
     * @param asOf null for today
     */
    record Upload(
            QueryDesk.Occasion occasion,
            List<String> fields,
            Format format,
            @Nullable LocalDate asOf) {

        public Upload {
            fields = List.copyOf(fields);
        }
    }

    /** 收檔結果. */
    sealed interface Received {

        record Taken(Progress file) implements Received {}

        /** Codes as those of a query, and {@code tooManyLines}, {@code noLines}, {@code encryptionKeyMissing}, {@code busy}. */
        record Refused(Answer.Refused why) implements Received {}
    }

    /** 狀態. */
    enum State {
        /** 處理中: blocks are being answered. */
        WAITING,
        /** 可領取. */
        ANSWERED,
        /** 已停止: the grant or the officer no longer stood; what was answered is not handed out. */
        STOPPED,
        /** 已刪除: its time was over, or the agency had it erased. */
        ERASED
    }

    /**
     * 進度.
     *
     * @param lines that name a number, wrong ones not counted
     * @param answered lines answered so far
     * @param reason code of why it was stopped, else {@code ""}
     * @param eraseAfter null while it is not answered
     */
    record Progress(
            UUID id,
            String purposeId,
            List<String> fields,
            Instant receivedAt,
            int lines,
            int wrong,
            int answered,
            State state,
            String reason,
            @Nullable Instant eraseAfter,
            @Nullable Instant collectedAt) {}

    /** 領取結果. */
    enum Collected {
        DONE,
        UNKNOWN,
        NOT_READY,
        GONE,
        /** The agency has taken away the key to which it would be encrypted. */
        NO_KEY
    }

    /**
     * Takes a file whole or not at all; the answering goes on by itself.
     *
     * @throws IOException when it cannot be read to its end
     */
    Received receive(Upload upload, InputStream lines, Actor machine) throws IOException;

    /** Of the machine's own agency. */
    Optional<Progress> file(UUID id, Actor machine);

    /** The last hundred of the machine's agency, the newest first. */
    List<Progress> files(Actor machine);

    /**
     * The answer, a line a block: compact JWE to the agency's key around a compact JWS (EdDSA) of JSON Lines; nothing is written
     * unless it answers {@link Collected#DONE}.
     */
    Collected collect(UUID id, OutputStream into, Actor machine) throws IOException;

    /** 錯誤檔: the wrong lines as CSV: number of the line, code, what stood there. */
    Collected wrongLines(UUID id, OutputStream into, Actor machine) throws IOException;

    /** Erases question and answer before their time. */
    Collected erase(UUID id, Actor machine);
}
