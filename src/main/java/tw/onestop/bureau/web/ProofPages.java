package tw.onestop.bureau.web;

import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.joining.ProofDesk;

/** A 級證明 of an application, for the agency's own officers: its chief information-security officer is one of them. */
@Controller
class ProofPages {

    private final Officers officers;
    private final ProofDesk proofs;

    ProofPages(Officers officers, ProofDesk proofs) {
        this.officers = officers;
        this.proofs = proofs;
    }

    @GetMapping("/bureau/joining/{id}/proof.pdf")
    @ResponseBody
    ResponseEntity<byte[]> proof(@PathVariable UUID id) {
        return proofs.proof(id, officers.actor())
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Disposition", "attachment; filename=\"level-a.pdf\"")
                        .body(pdf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
