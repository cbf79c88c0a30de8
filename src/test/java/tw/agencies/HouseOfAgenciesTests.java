package tw.agencies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The simulators are an agency's program: they know the product by its published interface only. */
class HouseOfAgenciesTests {

    @Test
    void theSimulatorsImportNothingOfTheProductAndNothingOfSpring() {
        noClasses()
                .that()
                .resideInAPackage("tw.agencies..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tw.onestop..", "org.springframework..")
                .check(new ClassFileImporter().importPackages("tw.agencies"));
    }
}
