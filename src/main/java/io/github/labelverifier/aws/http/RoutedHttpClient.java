package io.github.labelverifier.aws.http;

import io.github.labelverifier.aws.error.RouteException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Calls each server by its proxy: the SDK's own client has one for all. What will fail each time, as a certificate that
 * is not trusted, is a {@link RouteException}.
 */
final class RoutedHttpClient implements SdkHttpClient {
    private static final int AUTHENTICATION_REQUIRED = 407;
    private static final Set<Integer> REFUSALS = Set.of(403, AUTHENTICATION_REQUIRED);

    private final ProxySettings proxies;
    private final Function<Optional<ProxyAddress>, SdkHttpClient> maker;
    private final Map<Optional<ProxyAddress>, SdkHttpClient> clients = new ConcurrentHashMap<>();

    /** Makes a client for each proxy, and one for what needs none, when it is first used. */
    RoutedHttpClient(ProxySettings proxies, Function<Optional<ProxyAddress>, SdkHttpClient> maker) {
        this.proxies = proxies;
        this.maker = maker;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        URI server = request.httpRequest().getUri();
        Optional<ProxyAddress> proxy = proxies.to(server);
        ExecutableHttpRequest call = clients.computeIfAbsent(proxy, maker).prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    HttpExecuteResponse response = call.call();
                    if (proxy.isPresent() && isOfProxy(server, response.httpResponse())) {
                        throw refusal(
                                server, proxy.get(), response.httpResponse().statusCode());
                    }
                    return response;
                } catch (SSLException e) {
                    throw distrust(server, proxy, e);
                }
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    /** Whether the proxy answers in the place of the server, of which every answer has headers of this name. */
    private static boolean isOfProxy(URI server, SdkHttpResponse response) {
        return response.statusCode() == AUTHENTICATION_REQUIRED
                || (REFUSALS.contains(response.statusCode())
                        && server.getScheme().equals("https")
                        && response.headers().keySet().stream()
                                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz")));
    }

    private static SdkClientException refusal(URI server, ProxyAddress proxy, int status) {
        String variable = server.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
        String what = status == AUTHENTICATION_REQUIRED
                ? "wants another name and password: set " + variable + " to http://USER:PASSWORD@HOST:PORT"
                : "refuses to connect to " + server.getHost() + " (" + status
                        + "): have it allowed, or name the host in" + " NO_PROXY";
        return RouteException.of("ProxyRefused", "the proxy " + proxy.uri().getAuthority() + " " + what);
    }

    private static IOException distrust(URI server, Optional<ProxyAddress> proxy, SSLException e) {
        String whose = server.getHost()
                + proxy.filter(p -> p.uri().getScheme().equals("https"))
                        .map(p -> " or of the proxy " + p.uri().getHost())
                        .orElse("");
        if (e instanceof SSLPeerUnverifiedException) {
            throw RouteException.of(
                    "UntrustedCertificate",
                    "the certificate of " + whose + " is not trusted: it is for another host",
                    e);
        }
        boolean untrusted = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CertificateException
                        || cause instanceof CertPathBuilderException
                        || cause instanceof CertPathValidatorException);
        if (untrusted) {
            throw RouteException.of(
                    "UntrustedCertificate",
                    "the certificate of " + whose
                            + " is not trusted: set AWS_CA_BUNDLE to a PEM file with that of its authority",
                    e);
        }
        return e;
    }

    @Override
    public String clientName() {
        return "Apache5";
    }

    @Override
    public void close() {
        clients.values().forEach(SdkHttpClient::close);
    }
}
