package tw.onestop;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;

/** The rules of the house, for any root package: the house itself, and a bad house in which each is broken. */
final class HouseRules {

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        return Map.ofEntries(
                Map.entry("kernelIsPure", kernelIsPure()),
                Map.entry("onlyExchangeAndTrustCallOut", onlyExchangeAndTrustCallOut()),
                Map.entry("doorsOwnNoTables", doorsOwnNoTables()),
                Map.entry("timeComesFromTheClock", timeComesFromTheClock()),
                Map.entry("eventsCarryIdsOnly", eventsCarryIdsOnly()),
                Map.entry("namesSayWhatThingsAre", namesSayWhatThingsAre()),
                Map.entry("whoeverActsIsAudited", whoeverActsIsAudited()),
                Map.entry("whoeverReadsTheRegisterPassesTheMarks", whoeverReadsTheRegisterPassesTheMarks()),
                Map.entry("agenciesSpeakOverTheWireOnly", agenciesSpeakOverTheWireOnly()),
                Map.entry("proofsImportNothingOfTheProduct", proofsImportNothingOfTheProduct()),
                Map.entry("witnessesKnowThePublishedInterfaceOnly", witnessesKnowThePublishedInterfaceOnly()),
                Map.entry("registerIsReadThroughItsDoor", registerIsReadThroughItsDoor()),
                Map.entry(
                        "factsAreKnownToTheDoorAndTheRecordingRoadOnly",
                        factsAreKnownToTheDoorAndTheRecordingRoadOnly()));
    }

    private ArchRule kernelIsPure() {
        return classes()
                .that()
                .resideInAPackage(root + ".kernel..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".kernel..", "java..", "org.jspecify..", "org.springframework.modulith"));
    }

    private ArchRule onlyExchangeAndTrustCallOut() {
        DescribedPredicate<JavaClass> clients = resideInAnyPackage(
                        "java.net.http..", "org.springframework.web.client..", "org.springframework.web.reactive..")
                .or(nameMatching("java\\.net\\.(Socket|URLConnection|HttpURLConnection|DatagramSocket)"))
                .or(nameMatching("java\\.nio\\.channels\\.(SocketChannel|AsynchronousSocketChannel)"))
                .as("clients of the network");
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".exchange..", root + ".trust..", root + ".demo..")
                .should()
                .dependOnClassesThat(clients);
    }

    private ArchRule doorsOwnNoTables() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".counter..",
                        root + ".portal..",
                        root + ".bureau..",
                        root + ".voice..",
                        root + "..web..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.jdbc.core..", "java.sql.."))
                .allowEmptyShould(true);
    }

    private ArchRule timeComesFromTheClock() {
        DescribedPredicate<JavaMethodCall> now = DescribedPredicate.describe(
                "now() without a clock",
                call -> (call.getName().equals("now")
                                && call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(t -> t.isEquivalentTo(java.time.Clock.class)))
                        || (call.getName().equals("currentTimeMillis")
                                && call.getTargetOwner().isEquivalentTo(System.class)));
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".demo..")
                .should()
                .callMethodWhere(now);
    }

    private ArchRule eventsCarryIdsOnly() {
        return methods()
                .that()
                .areMetaAnnotatedWith(EventListener.class)
                .should(new ArchCondition<>("take events of ids and codes only") {
                    @Override
                    public void check(JavaMethod listener, ConditionEvents events) {
                        listener.getRawParameterTypes().stream()
                                .filter(type -> type.getPackageName().startsWith(root))
                                .flatMap(type -> type.getFields().stream())
                                .filter(field -> !field.getModifiers()
                                        .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                                .filter(field -> !mayStandInAnEvent(field.getRawType()))
                                .forEach(field -> events.add(SimpleConditionEvent.violated(
                                        field, field.getFullName() + " may carry personal data in an event")));
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean mayStandInAnEvent(JavaClass type) {
        return type.isEnum()
                || type.isPrimitive()
                || (type.getSimpleName().endsWith("Id") && !type.getSimpleName().equals("NationalId"))
                || Set.of("UUID", "Instant", "LocalDate", "Actor", "AgencyCode", "OfficeCode")
                        .contains(type.getSimpleName());
    }

    private ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveNameMatching(".*(Util|Utils|Helper|Dto|Entity|Common)");
    }

    /** Every method of a Desk that is told who acts reaches the trail, by whatever way within its own module. */
    private ArchRule whoeverActsIsAudited() {
        return methods()
                .that(DescribedPredicate.describe("implement a Desk and are told who acts", this::isActOfADesk))
                .should(new ArchCondition<>("reach AuditDesk.record") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (!reaches(method, "AuditDesk")) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is not audited"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private boolean isActOfADesk(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return owner.getPackageName().startsWith(root)
                && !owner.isInterface()
                && owner.getAllRawInterfaces().stream()
                        .filter(face -> face.getSimpleName().endsWith("Desk"))
                        .flatMap(face -> face.getMethods().stream())
                        .anyMatch(face -> face.getName().equals(method.getName())
                                && face.getRawParameterTypes().stream()
                                        .map(JavaClass::getName)
                                        .toList()
                                        .equals(method.getRawParameterTypes().stream()
                                                .map(JavaClass::getName)
                                                .toList()))
                && method.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getSimpleName().equals("Actor"));
    }

    private boolean reaches(JavaMethod start, String end) {
        Deque<JavaCodeUnit> toVisit = new ArrayDeque<>(Set.of(start));
        Set<JavaCodeUnit> seen = new HashSet<>();
        while (!toVisit.isEmpty()) {
            JavaCodeUnit unit = toVisit.pop();
            if (!seen.add(unit)) {
                continue;
            }
            for (JavaCall<?> call : unit.getCallsFromSelf()) {
                if (call.getTargetOwner().getSimpleName().equals(end)) {
                    return true;
                }
                call.getTarget()
                        .resolveMember()
                        .filter(target -> target.getOwner().getPackageName().startsWith(root))
                        .ifPresent(toVisit::push);
                // A call through an interface of the same house goes to whatever implements it.
                call.getTargetOwner().getAllSubclasses().stream()
                        .filter(sub -> sub.getPackageName().startsWith(root))
                        .flatMap(sub -> sub.getMethods().stream())
                        .filter(m -> m.getName().equals(call.getName()))
                        .forEach(toVisit::push);
            }
        }
        return false;
    }

    /** Every method of the register's Desks that is told who reads asks what is hidden from them (保護註記). */
    private ArchRule whoeverReadsTheRegisterPassesTheMarks() {
        return methods()
                .that(DescribedPredicate.describe(
                        "implement a Desk of the register and are told who reads",
                        method -> isActOfADesk(method)
                                && method.getOwner().getPackageName().equals(root + ".registry")
                                && !tellsOfNobody(method.getOwner())))
                .should(new ArchCondition<>("reach ProtectiveMarks") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (!reaches(method, "ProtectiveMarks")) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " answers whatever is marked"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    /** Rules are read there, not people. */
    private static boolean tellsOfNobody(JavaClass desk) {
        return desk.getAllRawInterfaces().stream()
                .anyMatch(face -> face.getSimpleName().equals("AnnouncementDesk"));
    }

    /** Which classes may ask which store of facts; the marks are heeded in them, so that nothing reads around the door. */
    private static final Map<String, Set<String>> ASK_THE_STORES = Map.of(
            "Books",
                    Set.of(
                            "ReadDoor",
                            "Portraits",
                            "Recorder",
                            "Case",
                            "Ledger",
                            "OwnKin",
                            "RunningNumbers",
                            "RunningNewcomers",
                            "Revocation",
                            "Reversal",
                            "EventDateCorrection",
                            "Redating"),
            "Timeline", Set.of("Books", "ReadDoor", "Portraits", "Recorder", "Ledger", "Shelf", "Reversal", "Redating"),
            "Finder", Set.of("Register", "ReadDoor"),
            "Portraits", Set.of("ReadDoor"),
            "NearKin", Set.of("Abstention", "OwnKin", "ReadingTrail"),
            "Annotations", Set.of("ReadDoor", "Portraits", "Recorder", "Case"),
            "Doors", Set.of("DoorActs", "DoorEnacting", "DoorPlates", "DoorPlan", "DoorTakingBack", "Renumberings"),
            "Registrations",
                    Set.of(
                            "Register",
                            "Recorder",
                            "Revocation",
                            "EventDateCorrection",
                            "DoorActs",
                            "Cases",
                            "Occasions"));

    private ArchRule factsAreKnownToTheDoorAndTheRecordingRoadOnly() {
        return classes()
                .that()
                .resideInAPackage(root + ".registry..")
                .should(new ArchCondition<>("ask no store of facts but from the door and the recording road") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String asker = outermost(type);
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(d -> d.getTargetClass().getPackageName().equals(root + ".registry"))
                                .filter(d -> {
                                    String store = d.getTargetClass().getSimpleName();
                                    return !store.equals(asker)
                                            && !ASK_THE_STORES
                                                    .getOrDefault(store, Set.of(asker))
                                                    .contains(asker);
                                })
                                .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
                    }
                });
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    private ArchRule agenciesSpeakOverTheWireOnly() {
        return noClasses()
                .that()
                .resideInAPackage(sibling("agencies") + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + "..", "org.springframework..", "java.sql.."))
                .allowEmptyShould(true);
    }

    private ArchRule proofsImportNothingOfTheProduct() {
        return noClasses()
                .that()
                .resideInAPackage(sibling("proof") + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".."))
                .orShould()
                .callMethodWhere(target(owner(resideInAPackage(root + ".."))))
                .allowEmptyShould(true);
    }

    private ArchRule witnessesKnowThePublishedInterfaceOnly() {
        return noClasses()
                .that()
                .resideInAPackage(sibling("witness") + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + "..", "org.springframework..", "java.sql.."))
                .allowEmptyShould(true);
    }

    /** Who is not the registry takes persons from its Desk: its stores are hidden, and nobody else's SQL names them. */
    private ArchRule registerIsReadThroughItsDoor() {
        return classes()
                .that()
                .resideInAPackage(root + ".registry..")
                .and()
                .areNotPackagePrivate()
                .and()
                .areTopLevelClasses()
                .should(new ArchCondition<>("not touch the database themselves") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(d -> d.getTargetClass().getPackageName().startsWith("org.springframework.jdbc"))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
                    }
                })
                .allowEmptyShould(true);
    }

    private String sibling(String name) {
        return root.substring(0, root.lastIndexOf('.') + 1) + (root.equals("tw.onestop") ? "" : "bad") + name;
    }
}
