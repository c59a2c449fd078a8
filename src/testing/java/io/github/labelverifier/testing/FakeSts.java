package io.github.labelverifier.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** AWS STS's GetCallerIdentity, as far as clients can tell the difference; part of {@link FakeAws}. Changed while it runs. */
public final class FakeSts {
    /** Whom it takes every caller for. */
    public static final String ARN = "arn:aws:iam::123456789012:user/jane";

    private static final String XML = "text/xml";

    private final AtomicInteger requests = new AtomicInteger();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Optional<Clock> clock = Optional.of(Clock.systemUTC());

    FakeSts() {}

    /** Whether the request is one for this service. */
    static boolean isFor(HttpRequest request) {
        return request.method().equals("POST")
                && new String(request.body(), StandardCharsets.UTF_8).contains("Action=GetCallerIdentity");
    }

    /** Every caller is refused with this code from now on. */
    public FakeSts refusing(String code) {
        refusal = Optional.of(code);
        return this;
    }

    /** Its answers no longer say when they were made. */
    public FakeSts withoutTime() {
        clock = Optional.empty();
        return this;
    }

    /** How many were asked of it. */
    public int requests() {
        return requests.get();
    }

    HttpReply reply() {
        requests.incrementAndGet();
        HttpReply reply = refusal.map(code -> HttpReply.of(
                        403,
                        XML,
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                                + code + "</Code><Message>refused by the test</Message></Error></ErrorResponse>"))
                .orElseGet(
                        () -> HttpReply.of(
                                200,
                                XML,
                                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                                        + "<GetCallerIdentityResult><Arn>" + ARN + "</Arn><UserId>AIDAEXAMPLE</UserId>"
                                        + "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));
        return clock.map(time ->
                        reply.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(time))))
                .orElse(reply);
    }
}
