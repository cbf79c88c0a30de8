package tw.onestop.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;

/** 通報拉取: the feed of an agency, page by page. */
@RestController
@RequestMapping("/v1/notices")
@Tag(name = "notices", description = "Notices to agencies 通報")
class NoticesApi {

    private static final int MOST = 1000;

    private final MachineDesk desk;

    NoticesApi(MachineDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(
            summary = "Notices after a sequence, oldest first; what was returned counts as SENT",
            description = "Ask again with after = last until more is false. Sequences are gap-free per agency.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", examples = @ExampleObject("""
                                            {"notices": [{"specversion": "1.0", "id": "019a…", "sequence": "000000000001", "data": {}}],
                                             "last": "000000000001", "more": false}""")))
    @ApiResponse(responseCode = "400", description = "paramsValidation")
    ResponseEntity<Object> after(
            @Parameter(description = "sequence, zeros in front allowed") @RequestParam(defaultValue = "0") String after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") String limit) {
        return Caller.machine().map(machine -> page(after, limit, machine)).orElseGet(Problem::notAMachine);
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
