package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.FakeSts;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubDetector;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the set-up is told in a line each, and nothing is paid or changed for it. */
class DoctorCommandTest {
    private static final String DEER = "s3://photos/deer";
    private static final String QUESTION = "about $0.001? [y/N] ";

    @RegisterExtension
    final IsolatedAws isolated = new IsolatedAws();

    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void store() {
        aws.s3().createBucket("photos");
        aws.s3().put("photos", "deer/0.txt", "text");
        aws.s3().put("photos", "deer/1.jpg", "JPEG 1");
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private String[] doctor(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("doctor", "--endpoint-url", aws.endpoint().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static String line(ProgramInProcess.Result result, String subject) {
        return result.out()
                .lines()
                .filter(line -> line.substring(4).startsWith(subject + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + subject + " in\n" + result.out() + result.err()));
    }

    @Test
    void everyLineHasItsMarkItsSubjectAndItsTextInTheSameColumns() {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor(DEER));

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).allMatch(line -> line.matches("(ok|! |- )  [A-Za-z][A-Za-z ]{14}  \\S.*"));
        assertThat(result.out().lines().map(line -> line.substring(4, 19).strip()))
                .containsExactly(
                        "program",
                        "terminal",
                        "temporary files",
                        "AWS settings",
                        "network",
                        "credentials",
                        "clock",
                        "region",
                        "bucket",
                        "reading",
                        "versioning",
                        "Rekognition");
    }

    @Test
    void itTellsWhoseTheCredentialsAreAndNeverTheSecret() {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor());

        assertThat(line(result, "credentials")).startsWith("ok").endsWith(FakeSts.ARN);
        assertThat(result.out() + result.err()).doesNotContain(TestAws.SECRET_ACCESS_KEY);
        assertThat(aws.sts().requests()).isEqualTo(1);
        assertThat(aws.s3().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidClientTokenId, the credentials are not accepted",
        "ExpiredToken, the credentials have expired: renew them",
        "SignatureDoesNotMatch, the credentials are not accepted"
    })
    void refusedCredentialsMustBeMendedAndTheBucketIsNotAskedWithThem(String code, String words) {
        aws.sts().refusing(code);

        ProgramInProcess.Result result = new ProgramInProcess().answering("y").run(doctor(DEER));

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "credentials")).startsWith("! ").contains(words);
        assertThat(line(result, "bucket")).startsWith("- ");
        assertThat(aws.s3().exchanges()).isEmpty();
        assertThat(aws.rekognition().requests()).isZero();
    }

    @Test
    void noCredentialsAreToldWithWhatToDo() {
        ProgramInProcess program = new ProgramInProcess();
        isolated.withoutCredentials();

        ProgramInProcess.Result result = program.run(doctor());

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "credentials")).startsWith("! ").contains("aws configure");
        assertThat(aws.sts().requests()).isZero();
    }

    @Test
    void aStoreThatHasNoStsIsNoFault() {
        aws.sts().refusing("NotImplemented");

        ProgramInProcess.Result result = new ProgramInProcess().run(doctor(DEER));

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(line(result, "credentials")).startsWith("- ").contains("STS does not say whose");
        assertThat(line(result, "bucket")).startsWith("ok");
    }

    @Test
    void whereNobodyAnswersItIsToldOnce() {
        URI closed = aws.endpoint();
        aws.close();

        ProgramInProcess.Result result =
                new ProgramInProcess().run("doctor", "--endpoint-url", closed.toString(), DEER);

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "bucket")).startsWith("! ").contains("cannot be reached");
        assertThat(line(result, "clock")).startsWith("- ");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'ok', less than a minute",
        "-20, 'ok', less than a minute",
        "100, '- ', s ahead of AWS",
        "-100, '- ', s behind AWS",
        "400, '! ', set the clock",
        "-400, '! ', set the clock"
    })
    void theClockIsComparedWithTheTimeOfAnAnswer(int seconds, String mark, String words) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));

        ProgramInProcess.Result result = new ProgramInProcess().clock(clock).run(doctor());

        assertThat(line(result, "clock")).startsWith(mark).contains(words);
        assertThat(result.code()).isEqualTo(mark.equals("! ") ? 1 : 0);
    }

    @Test
    void theClockIsComparedWithARefusalTooAndWithNothingWhereNoTimeIsSaid() {
        aws.sts().refusing("InvalidClientTokenId");
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

        assertThat(line(new ProgramInProcess().clock(clock).run(doctor()), "clock"))
                .startsWith("! ");
        aws.sts().withoutTime();
        assertThat(line(new ProgramInProcess().run(doctor()), "clock")).startsWith("- ");
    }

    @Test
    void theProxyIsNamedWithoutItsPassword() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .env("HTTPS_PROXY", "http://jane:tiger@proxy.test:3128")
                .run(doctor());

        assertThat(line(result, "network")).startsWith("ok").contains("proxy http://proxy.test:3128 for https");
        assertThat(result.out() + result.err()).doesNotContain("tiger");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_CA_BUNDLE, /no/such/bundle.pem, which is set by AWS_CA_BUNDLE",
        "HTTPS_PROXY, socks://proxy.test, HTTPS_PROXY is no HTTP proxy",
        "AWS_PROFILE, wrok, there is no AWS profile 'wrok'"
    })
    void whatIsSetWronglyIsToldAndEndsTheQuestions(String variable, String value, String words) {
        ProgramInProcess.Result result =
                new ProgramInProcess().env(variable, value).run(doctor(DEER));

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "AWS settings")).startsWith("! ").contains(words);
        assertThat(aws.sts().requests()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aRegionWithoutRekognitionMustBeMended() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .env("AWS_ENDPOINT_URL_STS", aws.endpoint().toString())
                .run("doctor", "--region", "nowhere-1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "region")).startsWith("! ").contains("no Amazon Rekognition in nowhere-1", "--region");
        assertThat(line(result, "credentials")).endsWith(FakeSts.ARN);
        assertThat(line(result, "privacy")).startsWith("- ").contains("opted out");
    }

    @Test
    void aFolderNeedsARegionAndABucketHasItsOwn() {
        ProgramInProcess program = new ProgramInProcess().env("AWS_REGION", "");

        assertThat(line(program.run(doctor(folder.toString())), "region")).startsWith("! ");
        assertThat(line(program.run(doctor(DEER)), "region")).startsWith("- ");
    }

    @Test
    void theFirstImageIsReadAndNothingIsChanged() {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor(DEER));

        assertThat(line(result, "bucket")).startsWith("ok").contains("s3://photos/deer/");
        assertThat(line(result, "reading")).startsWith("ok").contains("deer/1.jpg (6 bytes)");
        assertThat(aws.s3().exchanges())
                .allMatch(exchange -> exchange.operation().matches("(Head|Get|List).*"));
    }

    @Test
    void whatMayNotBeReadIsToldWithThePermission() {
        aws.s3().inject(FakeS3.error("AccessDenied"), When.operation("GetObject"));

        ProgramInProcess.Result result = new ProgramInProcess().answering("y").run(doctor(DEER));

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "reading")).startsWith("! ").contains("s3:GetObject");
        assertThat(line(result, "Rekognition")).startsWith("- ").contains("mend");
        assertThat(aws.rekognition().requests()).isZero();
    }

    @Test
    void aBucketThatIsNotThereIsTold() {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor("s3://pohtos/deer"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "bucket")).startsWith("! ").contains("there is no bucket pohtos");
    }

    @Test
    void aPrefixWithoutImagesIsNoFault() {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor("s3://photos/empty"));

        assertThat(result.code()).isZero();
        assertThat(line(result, "reading")).startsWith("- ");
    }

    @ParameterizedTest
    @CsvSource({"ENABLED, 'ok', restore", "SUSPENDED, '- ', suspended", ", '- ', --move-to"})
    void itTellsWhetherADeletionCanBeUndone(@Nullable Versioning versioning, String mark, String words) {
        if (versioning != null) {
            aws.s3().versioning("photos", versioning);
        }

        ProgramInProcess.Result result = new ProgramInProcess().run(doctor(DEER));

        assertThat(line(result, "versioning")).startsWith(mark).contains(words);
    }

    @Test
    void oneCallIsPaidOnceSomebodyHasSaidYesToItsPrice() {
        ProgramInProcess.Result result = new ProgramInProcess().answering("y").run(doctor(DEER));

        assertThat(result.err()).contains("for deer/1.jpg, " + QUESTION);
        assertThat(line(result, "Rekognition")).startsWith("ok").contains("1 label");
        assertThat(aws.rekognition().requests()).isEqualTo(1);
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "1", "yess"})
    void anythingElseMeansNo(String answer) {
        ProgramInProcess.Result result =
                new ProgramInProcess().answering(answer).run(doctor(DEER));

        assertThat(line(result, "Rekognition")).startsWith("- ");
        assertThat(aws.rekognition().requests()).isZero();
        assertThat(result.code()).isZero();
    }

    @Test
    void onANarrowTerminalTheQuestionIsBrokenBetweenWords() {
        ProgramInProcess.Result result =
                new ProgramInProcess().wide(40).answering("n").run(doctor(DEER));

        List<String> question = result.err()
                .lines()
                .dropWhile(line -> !line.startsWith("One paid call"))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(question)
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(40));
        assertThat(String.join(" ", question)).contains(QUESTION.strip());
        assertThat(result.err()).contains("[y/N] ");
    }

    @Test
    void withoutATerminalNothingIsPaidAndThatIsSaid() {
        ProgramInProcess.Result result = new ProgramInProcess().stdin("y\n").run(doctor(DEER));

        assertThat(result.err()).doesNotContain(QUESTION);
        assertThat(line(result, "Rekognition")).startsWith("- ").contains("without a terminal");
        assertThat(aws.rekognition().requests()).isZero();
    }

    @Test
    void aRefusedCallMustBeMended() {
        aws.rekognition().inject(RekognitionServer.error("AccessDeniedException"), When.always());

        ProgramInProcess.Result result = new ProgramInProcess().answering("y").run(doctor(DEER));

        assertThat(result.code()).isEqualTo(1);
        assertThat(line(result, "Rekognition")).startsWith("! ").contains("rekognition:DetectLabels");
    }

    @Test
    void aFolderIsReadToo() throws Exception {
        Files.write(folder.resolve("1.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});

        ProgramInProcess.Result result = new ProgramInProcess().answering("y").run(doctor(folder.toString()));

        assertThat(line(result, "folder")).startsWith("ok");
        assertThat(line(result, "reading")).startsWith("ok").contains("1.jpg");
        assertThat(line(result, "Rekognition")).startsWith("ok");
        assertThat(result.out().lines().filter(line -> line.contains("versioning")))
                .isEmpty();
    }

    @Test
    void hostileNamesStayInTheirLine() {
        aws.s3().put("photos", "evil/\u001b[2J\n.jpg", "JPEG");

        ProgramInProcess.Result result = new ProgramInProcess().answering("n").run(doctor("s3://photos/evil"));

        assertThat(Stream.of(result.out(), result.err())).noneMatch(text -> text.contains("\u001b"));
        assertThat(line(result, "reading")).startsWith("ok");
    }

    private static String detector(String... arguments) {
        return StubDetector.command(arguments).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    @Test
    void aFolderWithADetectorOfOnesOwnNeedsNoAccount() throws Exception {
        Files.write(folder.resolve("1.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        ProgramInProcess.Result result =
                new ProgramInProcess().run("doctor", folder.toString(), "--detector-command", detector());

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(line(result, "detector")).startsWith("ok").contains("stub 1");
        assertThat(line(result, "AWS settings")).startsWith("- ");
        assertThat(line(result, "reading")).contains("1.jpg");
        assertThat(result.out()).doesNotContain("credentials", "privacy", "Rekognition");
    }

    @Test
    void aDetectorThatDoesNotStartIsAFault() throws Exception {
        ProgramInProcess.Result result = new ProgramInProcess()
                .run(
                        "doctor",
                        folder.toString(),
                        "--detector-command",
                        folder.resolve("none").toString());

        assertThat(result.code()).isOne();
        assertThat(line(result, "detector")).startsWith("! ").contains("cannot run");
    }

    @Test
    void imagesOfABucketNeedAnAccountWhateverFindsTheirLabelsAndNoCallIsOffered() throws Exception {
        ProgramInProcess.Result result = new ProgramInProcess().run(doctor(DEER, "--detector-command", detector()));

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(line(result, "credentials")).startsWith("ok");
        assertThat(result.out()).contains("stub 1").doesNotContain("call");
    }
}
