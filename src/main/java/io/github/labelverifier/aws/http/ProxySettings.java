package io.github.labelverifier.aws.http;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * By which proxy a server is called, as the AWS CLI and curl find it: by the scheme of the server's address, in
 * {@code HTTPS_PROXY} or {@code HTTP_PROXY}, else {@code ALL_PROXY}, unless {@code NO_PROXY} names the server. The name
 * in small letters goes first; an empty value means none.
 *
 * @param forHttp the proxy to servers without TLS
 * @param forHttps the proxy to servers with TLS
 * @param exceptions the servers that are called without one
 */
record ProxySettings(Optional<ProxyAddress> forHttp, Optional<ProxyAddress> forHttps, ProxyExceptions exceptions) {

    /**
     * The proxies that the environment names.
     *
     * @throws ImageStoreException if one of them is none; the message does not repeat the value, which may have a
     *     password in it
     */
    static ProxySettings of(Map<String, String> environment) throws ImageStoreException {
        return new ProxySettings(
                proxy(environment, "HTTP_PROXY"),
                proxy(environment, "HTTPS_PROXY"),
                ProxyExceptions.of(
                        variable(environment, "NO_PROXY").map(Variable::value).orElse("")));
    }

    /** The proxy to a server; empty if it is called directly. */
    Optional<ProxyAddress> to(URI server) {
        Optional<ProxyAddress> proxy = "https".equals(server.getScheme()) ? forHttps : forHttp;
        return proxy.filter(p -> !exceptions.contain(server));
    }

    /** By which proxies servers are called, without passwords. */
    String inWords() {
        if (forHttps.isEmpty() && forHttp.isEmpty()) {
            return "no proxy";
        }
        String https = forHttps.map(proxy -> "proxy " + proxy.uri()).orElse("no proxy");
        return forHttp.equals(forHttps)
                ? https
                : https + " for https, "
                        + forHttp.map(proxy -> proxy.uri().toString()).orElse("none") + " for http";
    }

    private record Variable(String name, String value) {}

    private static Optional<ProxyAddress> proxy(Map<String, String> environment, String name)
            throws ImageStoreException {
        Optional<Variable> own = variable(environment, name);
        if (own.isEmpty()) {
            // The AWS CLI does not know this one: what it means for other programs, such as SOCKS, is no fault here.
            return variable(environment, "ALL_PROXY").map(Variable::value).flatMap(ProxyAddress::parse);
        }
        if (own.get().value().isEmpty()) {
            return Optional.empty();
        }
        Optional<ProxyAddress> proxy = ProxyAddress.parse(own.get().value());
        if (proxy.isEmpty()) {
            throw new ImageStoreException(
                    Kind.OTHER, own.get().name() + " is no HTTP proxy: write it as http://HOST:PORT");
        }
        return proxy;
    }

    private static Optional<Variable> variable(Map<String, String> environment, String name) {
        String small = name.toLowerCase(Locale.ROOT);
        String found = environment.containsKey(small) ? small : name;
        return Optional.ofNullable(environment.get(found)).map(value -> new Variable(found, value.strip()));
    }
}
