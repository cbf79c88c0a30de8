package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.LargeForms;
import tw.onestop.intake.ReportDesk;
import tw.onestop.intake.ReportDesk.Loaded;
import tw.onestop.intake.ReportDesk.LoadedFile;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 外部通報檔頁: loads a file of reports; what could not be taken of it comes back as a file that says why. */
@Controller
class ReportPages {

    private final ReportDesk reports;
    private final Returned returned;
    private final AccessDesk access;

    ReportPages(ReportDesk reports, Returned returned, AccessDesk access) {
        this.reports = reports;
        this.returned = returned;
        this.access = access;
    }

    @GetMapping("/counter/reports")
    String reports(
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        return tooLarge == null
                ? page("", List.of(), model)
                : page(
                        tooLarge.typed("source"),
                        List.of(Refusal.of("file", "intake.file.tooLarge", tooLarge.megabytes())),
                        model);
    }

    @PostMapping("/counter/reports")
    String take(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        if (file == null || file.isEmpty()) {
            return refused(source, List.of(Refusal.of("file", "intake.file.missing")), model, response);
        }
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        return switch (reports.take(source, name, bytes(file), clerk)) {
            case Loaded.Taken(UUID id) -> "redirect:/counter/reports/" + id;
            case Loaded.Unreadable(var refusals) -> refused(source, refusals, model, response);
        };
    }

    @GetMapping("/counter/reports/{id}")
    String file(@PathVariable UUID id, Model model) {
        model.addAttribute("file", found(id));
        return "counter/report-file";
    }

    @GetMapping("/counter/reports/{id}/returned")
    ResponseEntity<byte[]> returned(@PathVariable UUID id) {
        LoadedFile file = found(id);
        String name = "returned." + (file.header().isEmpty() ? "jsonl" : "csv");
        return ResponseEntity.ok()
                .contentType(new MediaType("text", file.header().isEmpty() ? "plain" : "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(returned.of(file).getBytes(StandardCharsets.UTF_8));
    }

    private String refused(String source, List<Refusal> refusals, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(source, refusals, model);
    }

    private String page(String source, List<Refusal> refusals, Model model) {
        model.addAttribute("source", source);
        model.addAttribute("sources", reports.sources());
        model.addAttribute("columns", ReportDesk.FIELDS);
        model.addAttribute("files", reports.files(access.current().actor(), 10));
        model.addAttribute("refusals", refusals);
        return "counter/reports";
    }

    private LoadedFile found(UUID id) {
        return reports.file(id, access.current().actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
