package tw.onestop.ministry;

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
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.ProofDesk;

/** A 級證明 of an application, for those who review it at the ministry. */
@Controller("ministryProofPages")
class ProofPages {

    private final AccessDesk access;
    private final ProofDesk proofs;

    ProofPages(AccessDesk access, ProofDesk proofs) {
        this.access = access;
        this.proofs = proofs;
    }

    @GetMapping("/ministry/joining/{id}/proof.pdf")
    @ResponseBody
    ResponseEntity<byte[]> proof(@PathVariable UUID id) {
        return proofs.proof(id, access.current().actor())
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Disposition", "attachment; filename=\"level-a.pdf\"")
                        .body(pdf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
