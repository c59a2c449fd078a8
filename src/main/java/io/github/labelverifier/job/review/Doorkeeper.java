package io.github.labelverifier.job.review;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Admits only the page of this review, and refuses everybody else who can reach the port: other pages in the same
 * browser, and other users of the same machine.
 */
final class Doorkeeper {
    /** Carries the token; a header that no other page can send without being asked for it first. */
    static final String TOKEN = "X-Review-Token";

    private static final int TOKEN_BYTES = 32;

    private final String token;
    private final Set<String> hosts;

    /** A doorkeeper of this port, with a token of its own. */
    Doorkeeper(int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** What the page must know; it is in the part of the address that browsers keep to themselves. */
    String token() {
        return token;
    }

    /** Why a request for the page itself is turned away; empty if it is not. Nothing of a report is in the page. */
    Optional<String> refusePage(HttpExchange exchange) {
        return hosts.contains(only(exchange.getRequestHeaders(), "Host").orElse(""))
                ? Optional.empty()
                : Optional.of("this address is not the review's");
    }

    /** Why any other request is turned away; empty if it is not. */
    Optional<String> refuse(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        Optional<String> wrongHost = refusePage(exchange);
        if (wrongHost.isPresent()) {
            return wrongHost;
        }
        // One byte after the other, so that the time it takes tells nothing.
        if (!MessageDigest.isEqual(bytes(only(headers, TOKEN).orElse("")), bytes(token))) {
            return Optional.of("the token is wrong: open the address that label-verifier has printed");
        }
        String site = only(headers, "Sec-Fetch-Site").orElse("same-origin");
        boolean isChange = !exchange.getRequestMethod().equals("GET");
        Optional<String> origin = only(headers, "Origin");
        String own = "http://" + only(headers, "Host").orElse("");
        boolean isOwn = origin.isPresent() ? origin.get().equals(own) : !isChange && !headers.containsKey("Origin");
        if (!isOwn || !site.equals("same-origin")) {
            return Optional.of("it comes from another page");
        }
        return Optional.empty();
    }

    /** A header that is there once. */
    private static Optional<String> only(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
