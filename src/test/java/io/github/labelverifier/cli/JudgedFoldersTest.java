package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code judge} of folders of many sizes, in number and in what their reports hold. */
class JudgedFoldersTest {
    private static final List<String> NAMES = List.of(
            "{'name':'Deer','confidence':%s,'parents':['Animal','Mammal']}",
            "{'name':'Dog','confidence':%s,'parents':['Animal','Pet'],'instances':2,'largest':0.25}",
            "{'name':'Animal','confidence':%s,'parents':[]}",
            "{'name':'animal','confidence':%s,'parents':['Life']}",
            "{'name':'Person','confidence':%s,'parents':[],'aliases':['Human']}",
            "{'name':'Man','confidence':%s,'parents':['Person']}",
            "{'name':'Wald & Flur','confidence':%s,'parents':[],'aliases':['Forest','Wood']}",
            "{'name':'Forest','confidence':%s,'parents':[]}",
            "{'name':'Олень','confidence':%s,'parents':['Животное']}",
            "{'name':'Car','confidence':%s,'parents':['Vehicle'],'aliases':['Automobile']}",
            "{'name':'Automobile','confidence':%s,'parents':['Vehicle']}");

    @TempDir
    private Path folder;

    /** Of each image a line in the form in which this program writes it. */
    private static List<String> report(String location, int images, Random random) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "{'type':'header','schema':1,'tool':'t','location':'%s','region':null,'endpoint':null,'exemplars':['x/0.jpg'],"
                                .formatted(location)
                        + "'reference':[{'label':'Deer','exemplars':1}],'rejectedLabels':['Person'],'ignoredLabels':[],"
                        + "'minConfidence':85.0,'maxLabels':3,'recordConfidence':55.0,'recordLabels':50,'rule':'overlap',"
                        + "'startedAt':'2026-11-22T16:10:00Z','exemplarAnswers':[{'key':'x/0.jpg','size':7,'etag':'e0','lastModified':"
                        + "'2026-01-02T03:04:05Z','labels':[{'name':'Deer','confidence':99.0,'parents':['Animal','Mammal']},"
                        + "{'name':'Forest','confidence':90.0,'parents':[]}],'model':'3.0','recordConfidence':55.0,'recordLabels':50}]}");
        for (int i = 0; i < images; i++) {
            String overlap = List.of("'Deer'", "'Deer','Forest'", "'Forest'", "", "'Dog'")
                    .get(random.nextInt(5));
            lines.add("{'type':'image','key':'x/%d%s.jpg','size':%d,'etag':'e%d','lastModified':'2026-01-02T03:04:05Z',"
                            .formatted(i, i % 9 == 8 ? " Ж\\n" : "", random.nextInt(1_000_000), i)
                    + "'verdict':'keep','reasons':[%s],%s"
                            .formatted(
                                    i == 0 ? "'exemplar'" : "",
                                    i % 5 == 4
                                            ? "'score':-0.25,'suggest':'s3://p/q/','because':[{'label':'Dog','here':-1.5}],"
                                            : "")
                    + "'overlap':[" + overlap + "],'labels':[" + labels(random) + "],'model':'3.0'"
                    + (i % 11 == 10 ? ",'recordConfidence':50.0,'recordLabels':60" : "") + "}");
        }
        lines.add(
                "{'type':'image','key':'x/y','size':0,'etag':'','lastModified':'2026-01-02T03:04:05Z','verdict':'skip',"
                        + "'reasons':['empty']}");
        lines.add(
                "{'type':'summary','complete':true,'images':%d,'keep':%d,'flag':0,'skip':1,'error':0,'bytesFlagged':0,"
                                .formatted(images + 1, images)
                        + "'calls':9,'reused':0,'throttled':0,'estimatedCostUsd':0.009,'finishedAt':'2026-11-22T17:10:00Z'}");
        return lines.stream().map(line -> line.replace('\'', '"')).toList();
    }

    private static String labels(Random random) {
        List<String> labels = new ArrayList<>();
        double confidence = 100;
        for (int i = random.nextInt(6); i > 0; i--) {
            confidence -= Math.round(random.nextDouble() * 1e5) / 1e4;
            labels.add(NAMES.get(random.nextInt(NAMES.size())).formatted(confidence));
        }
        return String.join(",", labels);
    }

    private List<Path> write(String name, int folders, int images) throws IOException {
        Random random = new Random(7);
        List<Path> written = new ArrayList<>();
        Path of = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < folders; i++) {
            written.add(Files.write(
                    of.resolve("class-" + i + ".jsonl"), report("s3://photos/class-" + i + "/", images, random)));
        }
        return written;
    }

    /** The reports that come of it, in the order of their names, and what is said of them. */
    private List<String> judged(List<Path> reports, String out, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("judge", "--out-dir", folder.resolve(out).toString()));
        arguments.addAll(List.of(options));
        reports.forEach(report -> arguments.add(report.toString()));
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        List<String> judged = new ArrayList<>();
        for (Path report : reports) {
            judged.add(Files.readString(folder.resolve(out).resolve(report.getFileName())));
        }
        judged.add(result.err().replace(folder.resolve(out).toString(), "OUT"));
        judged.add(result.out());
        return judged;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rule contrast",
                "--rule contrast --reject-label Animal --reject-label Vehicle",
                "--rule contrast --min-confidence 60 --no-reject",
                "--rule contrast --flag-duplicates",
                "--rule overlap --flag-doubtful"
            })
    void what_is_judged_does_not_depend_on_how_plainly_it_is_written(String options) throws IOException {
        List<Path> plain = write("plain", 6, 80);
        List<Path> other = new ArrayList<>();
        Path of = Files.createDirectories(folder.resolve("other"));
        for (Path report : plain) {
            other.add(Files.writeString(
                    of.resolve(report.getFileName()),
                    Files.readString(report).replace("{\"type\":\"image\",", "{\"type\":\"image\",\"of\":\"later\",")));
        }

        List<String> judged = judged(plain, "plainly", options.split(" "));

        assertThat(judged(other, "otherwise", options.split(" ")).stream()
                        .map(report -> report.replace("\"of\":\"later\",", ""))
                        .toList())
                .isEqualTo(judged);
        assertThat(judged(plain, "again", options.split(" "))).isEqualTo(judged);
    }

    @Test
    void a_folder_of_one_image_is_judged_beside_others_and_alone() throws IOException {
        List<Path> one = write("one", 1, 1);
        List<Path> others = write("others", 4, 30);
        List<Path> all = Stream.concat(one.stream(), others.stream().skip(1)).toList();

        List<String> judged = judged(all, "beside", "--rule", "contrast");
        assertThat(judged.get(0)).contains("\"complete\":true,\"images\":2,\"keep\":1");
        assertThat(judged.get(4)).contains("s3://photos/class-0/ has 0 images with labels: too few to tell");
        assertThat(judged(all, "again", "--rule", "contrast")).isEqualTo(judged);
        assertThat(judged(one, "alone", "--rule", "contrast").get(0))
                .contains("\"complete\":true,\"images\":2,\"keep\":1");
    }

    @Test
    void fifty_folders_are_judged_against_each_other_and_the_same_bytes_come_of_it_in_any_order() throws IOException {
        List<Path> folders = write("fifty", 50, 12);

        List<String> judged = judged(folders, "once", "--rule", "contrast");

        assertThat(judged.subList(0, 50)).allMatch(report -> report.contains("\"complete\":true,\"images\":13"));
        List<Path> turned = new ArrayList<>(folders);
        Collections.reverse(turned);
        List<String> again =
                new ArrayList<>(judged(turned, "turned", "--rule", "contrast").subList(0, 50));
        Collections.reverse(again);
        assertThat(again).isEqualTo(judged.subList(0, 50));
    }

    @Test
    void reports_without_labels_are_judged_too() throws IOException {
        List<Path> reports = write("bare", 3, 5);
        for (Path report : reports) {
            Files.write(
                    report,
                    Files.readAllLines(report).stream()
                            .map(line -> line.startsWith("{\"type\":\"image\"")
                                    ? line.replaceAll("\"labels\":\\[.*?\\],\"model\"", "\"labels\":[],\"model\"")
                                            .replaceAll("\"overlap\":\\[.*?\\]", "\"overlap\":[]")
                                    : line)
                            .toList());
        }

        List<String> judged = judged(reports, "judged", "--rule", "contrast");

        assertThat(judged.subList(0, 3))
                .allSatisfy(report -> assertThat(report)
                        .contains("\"keep\":1,\"flag\":4,\"skip\":1")
                        .contains("\"verdict\":\"flag\",\"reasons\":[\"no-labels\"],\"overlap\":[]"));
    }
}
