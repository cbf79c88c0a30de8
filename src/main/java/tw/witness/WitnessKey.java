package tw.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** 見證金鑰: of the witness alone, made at its first start, in a file that only its user reads. */
record WitnessKey(VerifierKey publicHalf, PrivateKey secret) {

    static WitnessKey in(Path directory, String name) throws IOException {
        Path file = directory.resolve("witness.key");
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                byte[] encoded = pair.getPublic().getEncoded();
                DurableFile.write(
                        file,
                        "%s%n%s%n%s%n"
                                .formatted(
                                        name,
                                        Base64.getEncoder()
                                                .encodeToString(Arrays.copyOfRange(
                                                        encoded, encoded.length - 32, encoded.length)),
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        pair.getPrivate().getEncoded())));
            }
            List<String> lines = Files.readAllLines(file);
            return new WitnessKey(
                    new VerifierKey(
                            lines.get(0),
                            VerifierKey.WITNESS,
                            Base64.getDecoder().decode(lines.get(1))),
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(2)))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is not a witness's key", e);
        }
    }

    /** C2SP tlog-cosignature, cosignature/v1: it says as well when the tree was seen. */
    Note.Signature cosign(Note note, Instant now) {
        byte[] seen =
                ByteBuffer.allocate(Long.BYTES).putLong(now.getEpochSecond()).array();
        String message = "cosignature/v1\ntime %d\n%s".formatted(now.getEpochSecond(), note.body());
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return new Note.Signature(publicHalf.name(), publicHalf.hash(), Note.joined(seen, signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }
}
