package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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
import tw.onestop.http.Bodies;
import tw.onestop.http.LargeForms;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.MediaCertificateDesk;
import tw.onestop.link.MediaDesk;
import tw.onestop.link.MediaDesk.Imported;
import tw.onestop.link.MediaDesk.Kind;

/** 媒體交換頁: the officer of the ministry who takes in, writes and hands out volumes. */
@Controller
class MediaPages {

    private static final String DIGITS = "[1-9][0-9]{0,2}";

    private final MediaDesk media;
    private final MediaCertificateDesk certificates;
    private final AccessDesk access;

    MediaPages(MediaDesk media, MediaCertificateDesk certificates, AccessDesk access) {
        this.media = media;
        this.certificates = certificates;
        this.access = access;
    }

    @GetMapping("/ministry/media")
    String list(
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        if (tooLarge != null) {
            model.addAttribute("broughtBy", tooLarge.typed("broughtBy"));
            return list(List.of(Refusal.of("volumes", "link.media.volumes.tooLarge", tooLarge.megabytes())), model);
        }
        return list(List.of(), model);
    }

    @PostMapping("/ministry/media")
    String bring(
            @RequestParam(required = false) @Nullable List<MultipartFile> volumes,
            @RequestParam(defaultValue = "") String broughtBy,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("broughtBy", broughtBy);
        return switch (media.bring(whole(volumes), broughtBy, ministerial())) {
            case Imported.Taken taken -> "redirect:/ministry/media/" + taken.set();
            case Imported.Refused(List<Refusal> refusals) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield list(refusals, model);
            }
        };
    }

    @PostMapping("/ministry/media/certificates")
    String register(
            @RequestParam(defaultValue = "") String agency,
            @RequestParam(defaultValue = "") String use,
            @RequestParam(required = false) @Nullable MultipartFile certificate,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("typedAgency", agency).addAttribute("use", use);
        String code = agency.strip().toUpperCase(java.util.Locale.ROOT);
        List<Refusal> refusals;
        if (!code.matches("[A-Z][A-Z0-9-]{1,39}")) {
            refusals = List.of(Refusal.of("agency", "link.media.agency.unknown"));
        } else if (!use.equals("SIGN") && !use.equals("ENCRYPT")) {
            refusals = List.of(Refusal.of("use", "link.media.use.missing"));
        } else {
            refusals = certificates.register(
                    new AgencyCode(code),
                    use.equals("ENCRYPT"),
                    certificate == null ? new byte[0] : Bodies.bytes(certificate),
                    ministerial());
        }
        if (refusals.isEmpty()) {
            return "redirect:/ministry/media#certificates";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(refusals, model);
    }

    @GetMapping("/ministry/media/certificates")
    String certificates() {
        return "redirect:/ministry/media#certificates";
    }

    /** What an agency encrypts to. */
    @GetMapping("/ministry/media/own.pem")
    ResponseEntity<byte[]> own() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("onestop-media.pem"))
                .contentType(MediaType.parseMediaType("application/x-pem-file"))
                .body(certificates.ownCertificate(ministerial()).getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping("/ministry/media/{set}")
    String set(@PathVariable UUID set, Model model) {
        return page(set, List.of(), model);
    }

    @PostMapping("/ministry/media/{set}/write")
    String write(@PathVariable UUID set, Model model, HttpServletResponse response) {
        return answered(set, media.write(set, ministerial()), model, response);
    }

    @PostMapping("/ministry/media/{set}/handover")
    String handOver(
            @PathVariable UUID set,
            @RequestParam(defaultValue = "") String to,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("to", to);
        return answered(set, media.handOver(set, to, ministerial()), model, response);
    }

    @PostMapping("/ministry/media/{set}/close")
    String close(
            @PathVariable UUID set,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String sure,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("who", who).addAttribute("sure", sure.equals("true"));
        List<Refusal> refusals = switch (how) {
            case "RETURNED" -> media.close(set, Kind.RETURNED, who, ministerial());
            case "DESTROYED" ->
                sure.equals("true")
                        ? media.close(set, Kind.DESTROYED, who, ministerial())
                        : List.of(Refusal.of("sure", "link.media.sure.missing"));
            default -> List.of(Refusal.of("", "link.media.how"));
        };
        return answered(set, refusals, model, response);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the set. */
    @GetMapping({"/ministry/media/{set}/write", "/ministry/media/{set}/handover", "/ministry/media/{set}/close"})
    String again(@PathVariable UUID set) {
        return "redirect:/ministry/media/" + set;
    }

    @GetMapping("/ministry/media/{set}/volumes/{no}")
    ResponseEntity<byte[]> volume(@PathVariable UUID set, @PathVariable String no) {
        int number = no.matches(DIGITS) ? Integer.parseInt(no) : 0;
        return media.volume(set, number, ministerial())
                .map(bytes -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.parseMediaType("application/pkcs7-mime"))
                        .header(HttpHeaders.CONTENT_DISPOSITION, attachment("%s-%03d.p7m".formatted(set, number)))
                        .body(bytes))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private String answered(UUID set, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return again(set);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(set, refusals, model);
    }

    private String page(UUID set, List<Refusal> refusals, Model model) {
        MediaDesk.Set found =
                media.set(set, ministerial()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("set", found).addAttribute("refusals", refusals);
        return "ministry/media-set";
    }

    private String list(List<Refusal> refusals, Model model) {
        model.addAttribute("sets", media.sets(ministerial()))
                .addAttribute("certificates", certificates.certificates(ministerial()))
                .addAttribute("megabytes", String.valueOf(MediaDesk.MOST_MEGABYTES))
                .addAttribute("refusals", refusals);
        return "ministry/media";
    }

    /** Each is read from the disk when it is asked for. */
    private static List<byte[]> whole(@Nullable List<MultipartFile> files) {
        List<MultipartFile> sent = files == null
                ? List.of()
                : files.stream().filter(file -> !file.isEmpty()).toList();
        return new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                return Bodies.bytes(sent.get(index));
            }

            @Override
            public int size() {
                return sent.size();
            }
        };
    }

    private Actor ministerial() {
        return access.current().actor();
    }
}
