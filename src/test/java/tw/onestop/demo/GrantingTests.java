package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.Grant;
import tw.onestop.joining.Business;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.notice.PassportInquiryDesk;

/** What a demonstration grants is what the catalogue says of the business: a citizen reads the same law there and in the own log. */
@ProductTest
class GrantingTests {

    @Autowired
    CatalogueDesk catalogue;

    @Autowired
    TestClock clock;

    @Test
    void everyGrantIsOfItemsOfItsAgencyWithTheirNamesLawsAndFields() {
        assertThat(Granting.planned(catalogue, LocalDate.now(clock))).hasSize(7).allSatisfy(grant -> {
            Set<Business> items = grant.items().stream()
                    .map(code -> catalogue.item(code).orElseThrow())
                    .collect(Collectors.toSet());
            assertThat(items).isNotEmpty().allSatisfy(item -> {
                assertThat(item.kind().is(grant.agency())).isTrue();
                assertThat(grant.name()).contains(item.name());
                assertThat(grant.nameEn()).contains(item.nameEn());
                assertThat(grant.legalBasis()).contains(item.legalBasis());
            });
            assertThat(grant.fields())
                    .isEqualTo(items.stream()
                            .flatMap(item -> item.fields().stream())
                            .collect(Collectors.toSet()));
        });
    }

    @Test
    void whatADemonstrationShowsIsGranted() {
        assertThat(grant("NTAX-01").fields()).contains("kinWithin", "sameHousehold", "address.full");
        assertThat(grant("BOCA-01").fields()).contains("birthDate", PassportInquiryDesk.FIELD);
        assertThat(grant("LTAX-01").fields()).contains("ageAtLeast", "householdNo");
    }

    private Grant grant(String purpose) {
        return Granting.planned(catalogue, LocalDate.now(clock)).stream()
                .filter(grant -> grant.purposeId().equals(purpose))
                .findFirst()
                .orElseThrow();
    }
}
