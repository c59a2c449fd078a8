package io.github.labelverifier.aws.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that are called without a proxy, as {@code NO_PROXY} names them for the AWS CLI and curl.
 *
 * @param hosts each a host, which stands for all below it, with or without a port; an address or a range of addresses
 *     such as {@code 10.0.0.0/8}; or {@code *} for all
 */
record ProxyExceptions(List<String> hosts) {
    /** What can only be an address, so that no name is looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*");

    /** Reads a list whose entries are parted by commas or blanks. */
    static ProxyExceptions of(String text) {
        return new ProxyExceptions(Arrays.stream(text.split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Whether this server is called without a proxy. */
    boolean contain(URI server) {
        String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
        return hosts.stream().anyMatch(exception -> isMeant(exception, host, server.getPort()));
    }

    private static boolean isMeant(String exception, String host, int port) {
        if (exception.equals("*")) {
            return true;
        }
        int slash = exception.indexOf('/');
        if (slash >= 0) {
            return isInRange(host, exception.substring(0, slash), exception.substring(slash + 1));
        }
        String name = exception.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        String withPort = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        return isOrIsBelow(host, name.replaceAll("^\\[|]$", "")) || isOrIsBelow(withPort, name);
    }

    private static boolean isOrIsBelow(String host, String name) {
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isInRange(String host, String start, String bits) {
        if (!ADDRESS.matcher(host).matches() || !ADDRESS.matcher(start).matches() || !bits.matches("\\d{1,3}")) {
            return false;
        }
        try {
            byte[] address = InetAddress.getByName(host).getAddress();
            byte[] first = InetAddress.getByName(start).getAddress();
            int free = address.length * Byte.SIZE - Integer.parseInt(bits);
            return address.length == first.length
                    && free >= 0
                    && new BigInteger(1, address).shiftRight(free).equals(new BigInteger(1, first).shiftRight(free));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
