package io.github.labelverifier.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.image.ImageStoreException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which proxy a server is called, as the variables of the environment say. */
class ProxySettingsTest {
    private static final URI AMAZON = URI.create("https://s3.us-east-1.amazonaws.com");
    private static final URI MINIO = URI.create("http://minio.example.com:9000");

    private static String proxyTo(URI server, String... namesAndValues) throws ImageStoreException {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ProxySettings.of(environment)
                .to(server)
                .map(proxy -> proxy.uri().toString())
                .orElse("none");
    }

    @Test
    void theSchemeOfTheServerSaysWhichVariableIsMeant() throws Exception {
        String[] both = {"HTTPS_PROXY", "http://secure:1", "HTTP_PROXY", "http://plain:2"};

        assertThat(proxyTo(AMAZON, both)).isEqualTo("http://secure:1");
        assertThat(proxyTo(MINIO, both)).isEqualTo("http://plain:2");
        assertThat(proxyTo(AMAZON, "HTTP_PROXY", "http://plain:2")).isEqualTo("none");
        assertThat(proxyTo(MINIO, "HTTPS_PROXY", "http://secure:1")).isEqualTo("none");
    }

    @Test
    void smallLettersGoFirstAndAnEmptyValueMeansNone() throws Exception {
        assertThat(proxyTo(AMAZON, "https_proxy", "http://small:1", "HTTPS_PROXY", "http://large:2"))
                .isEqualTo("http://small:1");
        assertThat(proxyTo(AMAZON, "https_proxy", "", "HTTPS_PROXY", "http://large:2"))
                .isEqualTo("none");
        assertThat(proxyTo(MINIO, "http_proxy", "http://small:1")).isEqualTo("http://small:1");
        assertThat(proxyTo(MINIO, "http_proxy", "http://small:1", "no_proxy", "", "NO_PROXY", "*"))
                .isEqualTo("http://small:1");
    }

    @Test
    void theVariableForAllServersIsTheLast() throws Exception {
        assertThat(proxyTo(AMAZON, "ALL_PROXY", "http://all:1")).isEqualTo("http://all:1");
        assertThat(proxyTo(MINIO, "all_proxy", "all:1", "ALL_PROXY", "http://large:2"))
                .isEqualTo("http://all:1");
        assertThat(proxyTo(AMAZON, "ALL_PROXY", "http://all:1", "HTTPS_PROXY", "http://secure:2"))
                .isEqualTo("http://secure:2");
        assertThat(proxyTo(AMAZON, "ALL_PROXY", "http://all:1", "HTTPS_PROXY", ""))
                .isEqualTo("none");
        assertThat(proxyTo(AMAZON, "ALL_PROXY", "socks5h://127.0.0.1:1080")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy:3128, http://proxy:3128",
        "proxy.example.com, http://proxy.example.com:80",
        "10.0.0.1:8080, http://10.0.0.1:8080",
        "' http://proxy:3128/ ', http://proxy:3128",
        "HTTP://proxy:3128, http://proxy:3128",
        "https://proxy, https://proxy:443",
        "http://[::1]:3128, http://[::1]:3128",
        "user:p#ss/w@rd@proxy:3128, http://proxy:3128"
    })
    void aProxyIsUnderstoodAsPeopleWriteIt(String value, String proxy) throws Exception {
        assertThat(proxyTo(AMAZON, "HTTPS_PROXY", value)).isEqualTo(proxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://secret:secret@proxy:1080",
                "http://",
                "http://secret@",
                "secret proxy:3128",
                "http://secret:secret@proxy:99999",
                "http://proxy:port",
                "secret\\proxy"
            })
    void whatIsNoProxyIsSaidToBeNoneByTheNameOfItsVariableAndIsNotRepeated(String value) {
        ImageStoreException failure =
                catchThrowableOfType(ImageStoreException.class, () -> proxyTo(AMAZON, "https_proxy", value));

        assertThat(failure)
                .hasMessage("https_proxy is no HTTP proxy: write it as http://HOST:PORT")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "user:pass@proxy, user, pass",
        "user@proxy, user, ''",
        "us%40er:p%3ass%C3%A9@proxy, us@er, p:ssé",
        "user:100%@proxy, user, 100%",
        "user:a:b@c@proxy, user, a:b@c"
    })
    void aNameAndAPasswordAreTakenOutOfIt(String value, String user, String password) {
        ProxyAddress proxy = ProxyAddress.parse(value).orElseThrow();

        assertThat(proxy.login()).contains(new ProxyAddress.Login(user, password));
        assertThat(proxy.uri()).isEqualTo(URI.create("http://proxy:80"));
        assertThat(proxy.toString()).doesNotContain(user + ":").doesNotContain("pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | http://minio.example.com:9000 | true",
                "localhost, minio.example.com | http://minio.example.com:9000 | true",
                "localhost,  .example.com ,x | http://minio.example.com:9000 | true",
                "localhost example.com | http://minio.example.com:9000 | true",
                "*.example.com | http://minio.example.com:9000 | true",
                "EXAMPLE.com. | http://MINIO.example.com:9000 | true",
                "minio.example.com:9000 | http://minio.example.com:9000 | true",
                "minio.example.com:9001 | http://minio.example.com:9000 | false",
                "ample.com | http://minio.example.com:9000 | false",
                "'' | http://minio.example.com:9000 | false",
                ", | http://minio.example.com:9000 | false",
                "127.0.0.1 | http://127.0.0.1:9000 | true",
                "127.0.0.0/8 | http://127.0.0.1:9000 | true",
                "10.0.0.0/8 | http://11.0.0.1:9000 | false",
                "10.0.0.0/99 | http://10.0.0.1:9000 | false",
                "nonsense/8 | http://10.0.0.1:9000 | false",
                "::1 | http://[::1]:9000 | true",
                "[::1] | http://[::1]:9000 | true",
                "fe80::/10 | http://[fe80::1]:9000 | true"
            })
    void someServersAreCalledWithoutIt(String exceptions, URI server, boolean direct) throws Exception {
        assertThat(proxyTo(server, "HTTP_PROXY", "proxy:1", "NO_PROXY", exceptions))
                .isEqualTo(direct ? "none" : "http://proxy:1");
    }

    @Test
    void withoutVariablesThereIsNone() throws Exception {
        assertThat(ProxySettings.of(Map.of()).to(AMAZON)).isEqualTo(Optional.empty());
    }
}
