package tw.onestop.exchange.web;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Actor;

/** 通報拉取: the feed of an agency, page by page. */
@RestController
@RequestMapping("/v1/notices")
class NoticesApi {

    private static final int MOST = 1000;

    private final MachineDesk desk;

    NoticesApi(MachineDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    ResponseEntity<Object> after(
            @RequestParam(defaultValue = "0") String after, @RequestParam(defaultValue = "100") String limit) {
        return Caller.machine().map(machine -> page(after, limit, machine)).orElseGet(Caller::turnedAway);
    }

    /** Asking without wanting the answer must not count as handed out. */
    @RequestMapping(method = RequestMethod.HEAD)
    ResponseEntity<Object> head() {
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                .allow(HttpMethod.GET)
                .build();
    }

    private ResponseEntity<Object> page(String after, String limit, Actor machine) {
        if (!after.matches("\\d{1,18}")) {
            desk.refused("exchange.pull", null, "after", machine);
            return Problem.invalid("after", "notASequence", "after must be digits");
        }
        int wanted = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            desk.refused("exchange.pull", null, "limit", machine);
            return Problem.invalid("limit", "outOfRange", "limit must be 1 to 1000");
        }
        MachineDesk.Page page = desk.pull(Long.parseLong(after), wanted, machine);
        // The envelopes are JSON already: the same text at every door.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(("{\"notices\":[" + String.join(",", page.envelopes()) + "],\"last\":\"" + page.last()
                                + "\",\"more\":" + page.more() + "}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
