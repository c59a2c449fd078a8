package io.github.labelverifier.aws.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param uri its scheme, host and port
 * @param login what it is told, if it asks who calls
 */
record ProxyAddress(URI uri, Optional<Login> login) {
    private static final String SEPARATOR = "://";

    /** A name and a password, which are never printed. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /**
     * Reads {@code [http[s]://][USER:PASSWORD@]HOST[:PORT]} as curl does: by hand, since few people escape a password.
     *
     * @return empty if that is no HTTP proxy
     */
    static Optional<ProxyAddress> parse(String text) {
        String value = text.strip();
        int scheme = value.indexOf(SEPARATOR);
        String rest = scheme < 0 ? value : value.substring(scheme + SEPARATOR.length());
        int at = rest.lastIndexOf('@');
        String place = rest.substring(at + 1).replaceFirst("[/?#].*", "");
        try {
            URI uri = new URI(
                    (scheme < 0 ? "http" : value.substring(0, scheme).toLowerCase(Locale.ROOT)) + SEPARATOR + place);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null || uri.getUserInfo() != null || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            return Optional.of(new ProxyAddress(withPort(uri), login(rest.substring(0, Math.max(at, 0)))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI withPort(URI uri) throws URISyntaxException {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        return new URI(
                uri.getScheme(), null, uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), null, null, null);
    }

    private static Optional<Login> login(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Login(unescape(text), "")
                        : new Login(unescape(text.substring(0, colon)), unescape(text.substring(colon + 1))));
    }

    /** Two hexadecimal digits behind a percent sign are a byte; a percent sign before anything else is one. */
    private static String unescape(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            boolean escaped = in[i] == '%'
                    && i + 2 < in.length
                    && HexFormat.isHexDigit(in[i + 1])
                    && HexFormat.isHexDigit(in[i + 2]);
            out[length++] =
                    escaped ? (byte) (HexFormat.fromHexDigit(in[++i]) * 16 + HexFormat.fromHexDigit(in[++i])) : in[i];
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
