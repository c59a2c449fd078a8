package io.github.labelverifier.job.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a request asks for: its parameters, or the fields of the object that is its body. */
final class Request {
    /** Far above the keys of all that a page shows at a time. */
    private static final int MOST_BODY_BYTES = 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> fields = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    private Request() {}

    /** The parameters of an address. */
    static Request ofQuery(HttpExchange exchange) throws RefusedException {
        Request request = new Request();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return request;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    request.fields.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new RefusedException("the address cannot be read");
                }
            }
        }
        return request;
    }

    /** The fields of a body. */
    static Request ofBody(HttpExchange exchange) throws IOException, RefusedException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new RefusedException("the request is too long");
        }
        Request request = new Request();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedException("the request is no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                request.read(json);
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new RefusedException("the request cannot be read");
        }
        return request;
    }

    private void read(JsonParser json) throws IOException, RefusedException {
        String name = String.valueOf(json.currentName());
        JsonToken value = json.nextToken();
        if (name.equals("keys") && value == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                keys.add(json.getText());
            }
        } else if (value != null && value.isScalarValue()) {
            fields.put(name, json.getText());
        } else {
            throw new RefusedException("the field " + name + " is not known");
        }
    }

    List<String> keys() {
        return keys;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    }

    long number(String name) throws RefusedException {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new RefusedException("the field " + name + " is no number");
        }
    }

    /** One of the constants of a type, by its name in small letters. */
    <E extends Enum<E>> E one(String name, Class<E> type, E otherwise) throws RefusedException {
        if (!has(name)) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text(name))) {
                return constant;
            }
        }
        throw new RefusedException("the field " + name + " is not understood");
    }
}
