package tw.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * 受測查詢: of all agencies alike, one in twenty for a field that was not granted and one in a hundred for somebody protected. Every answer
 * is looked at: who may see the person finds their number in it, and who may not does not.
 */
final class LinkedQueries implements Crowd.Asking<LinkedQueries.Asked> {

    private static final byte[] NOT_GRANTED = HttpAnswer.ascii("unauthorizedField");

    private final List<Prepared> within;
    private final List<Prepared> beyond;
    private final List<byte[]> people;
    private final List<byte[]> marked;

    /** The same, among whom somebody who was drawn as one of all may be. */
    private final Set<ByteBuffer> hidden;

    private final int barred;
    private int errors;

    /**
     * @param marked people whom one of the agencies' officers must not see
     * @param barred which
     */
    LinkedQueries(List<LinkedAgencies.Linked> agencies, List<String> people, List<String> marked, int barred) {
        this.within = agencies.stream()
                .map(agency -> Prepared.of(agency, agency.fields()))
                .toList();
        this.beyond = agencies.stream()
                .map(agency -> Prepared.of(
                        agency,
                        Stream.concat(agency.fields().stream(), Stream.of("father"))
                                .toList()))
                .toList();
        this.people = people.stream().map(HttpAnswer::ascii).toList();
        this.marked = marked.stream().map(HttpAnswer::ascii).toList();
        this.hidden = this.marked.stream().map(ByteBuffer::wrap).collect(Collectors.toSet());
        this.barred = barred;
    }

    /** 已備請求: its bytes, in which the number alone is another each time. */
    private record Prepared(byte[] request, int numberAt) {

        private static final String NUMBER = "##########";

        static Prepared of(LinkedAgencies.Linked agency, List<String> fields) {
            String body = fields.stream()
                    .map("\"%s\""::formatted)
                    .collect(Collectors.joining(
                            ",", "{\"type\":\"byNationalId\",\"nationalIds\":[\"" + NUMBER + "\"],\"fields\":[", "]}"));
            String request = """
                    POST /v1/persons/query HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    Content-Length: %d
                    Authorization: Bearer %s
                    RIS-Purpose-Id: %s
                    RIS-Case-No: B-1
                    RIS-User-Id: %s

                    """.formatted(body.length(), agency.token(), agency.purpose(), LinkedAgencies.OFFICER)
                            .replace("\n", "\r\n")
                    + body;
            return new Prepared(HttpAnswer.ascii(request), request.indexOf(NUMBER));
        }

        void write(byte[] number, ByteBuffer into) {
            into.put(request).put(numberAt, number);
        }
    }

    /**
     * 一問.
     *
     * @param beyond what was granted
     * @param hidden whether its person is, from who asks
     */
    record Asked(byte[] number, boolean beyond, boolean hidden) {}

    @Override
    public Asked next(ByteBuffer request) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int agency = random.nextInt(within.size());
        int kind = random.nextInt(100);
        boolean tooMuch = kind < 5;
        List<byte[]> among = kind == 99 ? marked : people;
        byte[] number = among.get(random.nextInt(among.size()));
        (tooMuch ? beyond : within).get(agency).write(number, request);
        return new Asked(number, tooMuch, agency == barred && hidden.contains(ByteBuffer.wrap(number)));
    }

    @Override
    public void answered(Asked asked, HttpAnswer answer) {
        boolean right = asked.beyond()
                ? answer.status() == 403 && answer.says(NOT_GRANTED)
                : answer.status() == 200 && answer.says(asked.number()) != asked.hidden();
        if (!right && errors++ == 0) {
            System.out.println("not as it should be: " + answer);
        }
    }

    int errors() {
        return errors;
    }
}
