package io.github.labelverifier.job.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.gallery.Candidate;
import io.github.labelverifier.job.gallery.ShownLabel;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.text.UtcTime;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the page is told, as JSON. Text for people is escaped as everywhere; keys are exact besides. */
final class PageJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BARS = 14;
    private static final int MOST_EXEMPLARS = 24;

    private final JsonGenerator json;

    private PageJson(JsonGenerator json) {
        this.json = json;
    }

    /** What writes an object's fields. */
    interface Body {
        void write(PageJson page) throws IOException, RefusedException;
    }

    /** An object in UTF-8. */
    static byte[] object(Body body) throws IOException, RefusedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(new PageJson(json));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    JsonGenerator out() {
        return json;
    }

    /** All reports, and what there is to choose from. */
    void reports(Session session) throws IOException, RefusedException {
        json.writeArrayFieldStart("reports");
        for (int i = 0; i < session.reports().size(); i++) {
            session.look(i, this::report);
        }
        json.writeEndArray();
    }

    private void report(ReviewedReport report) throws IOException {
        ImageTable table = report.table();
        json.writeStartObject();
        json.writeStringField("name", PlainText.escape(name(report)));
        json.writeStringField("location", PlainText.escape(report.location().uri()));
        json.writeStringField(
                "file", PlainText.escape(String.valueOf(report.report().getFileName())));
        json.writeBooleanField("isFinished", table.isFinished());
        json.writeNumberField("minConfidence", table.header().policy().minConfidence());
        json.writeNumberField("sample", report.sample().size());
        counts(report);
        json.writeArrayFieldStart("exemplars");
        for (String key :
                table.header().exemplars().stream().limit(MOST_EXEMPLARS).toList()) {
            json.writeString(PlainText.escape(key));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("places");
        for (Place place : report.places()) {
            json.writeStartObject();
            json.writeStringField("uri", place.uri());
            json.writeStringField("name", PlainText.escape(place.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (report.sample().isEmpty()) {
            bars(table);
        }
        json.writeEndObject();
    }

    private void bars(ImageTable table) throws IOException {
        bars("reasons", table.reasons(), table.reasonCounts(), PageJson::inWords);
        bars("suggestions", table.places(), table.suggestCounts(), ImageLocation::lastPart);
        bars("labels", table.labels(), table.labelCounts(), name -> name);
    }

    static String name(ReviewedReport report) {
        String last = ImageLocation.lastPart(report.location().uri());
        return last.isEmpty() ? report.location().uri() : last;
    }

    static String inWords(String reason) {
        return reason.isEmpty() ? "" : Reason.parse(reason).inWords();
    }

    /** Names in words for people. */
    private interface Words {
        String of(String name);
    }

    private void bars(String field, Names names, FacetCounts counts, Words words) throws IOException {
        json.writeArrayFieldStart(field);
        for (int number : counts.top(MOST_BARS)) {
            json.writeStartObject();
            json.writeStringField("value", names.name(number));
            json.writeStringField("words", PlainText.escape(words.of(names.name(number))));
            json.writeNumberField("flagged", counts.flagged(number));
            json.writeNumberField("all", counts.all(number));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How many images have which verdict and mark. */
    void counts(ReviewedReport report) throws IOException {
        MarkCounts counts = report.table().counts();
        json.writeObjectFieldStart("counts");
        json.writeNumberField("images", report.table().size());
        if (!report.sample().isEmpty()) {
            // How many are flagged would be a hint.
            json.writeNumberField("sampled", report.sampled());
            json.writeEndObject();
            return;
        }
        for (Verdict verdict : Verdict.values()) {
            json.writeObjectFieldStart(verdict.id());
            json.writeNumberField("all", counts.of(verdict));
            for (Mark mark : Mark.values()) {
                json.writeNumberField(mark.id(), counts.of(verdict, mark));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    void groups(List<View.Group> groups, Grouping grouping) throws IOException {
        json.writeArrayFieldStart("groups");
        for (View.Group group : groups) {
            json.writeStartObject();
            json.writeStringField("value", group.name());
            json.writeStringField("words", PlainText.escape(title(group.name(), grouping)));
            json.writeNumberField("from", group.from());
            json.writeNumberField("count", group.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String title(String name, Grouping grouping) {
        return switch (grouping) {
            case NONE -> "";
            case REASON -> name.isEmpty() ? "no reason against them" : inWords(name);
            case SUGGESTION ->
                name.isEmpty() ? "fit no other folder better" : "fit " + ImageLocation.lastPart(name) + " better";
        };
    }

    /** An image, with all that its card and its large view show; of a sample that is asked about, nothing that hints. */
    void image(ReviewedReport report, Session.Seen seen) throws IOException {
        Row row = seen.row();
        Finding finding = seen.finding();
        ImageEntry image = finding.image();
        json.writeStartObject();
        json.writeNumberField("image", seen.number());
        json.writeStringField("key", image.key());
        json.writeStringField("name", PlainText.escape(image.key()));
        json.writeStringField("size", Text.bytes(image.size()));
        json.writeStringField("date", UtcTime.day(image.lastModified()));
        json.writeStringField("mark", row.mark().id());
        if (row.to() >= 0) {
            json.writeStringField("to", report.table().places().name(row.to()));
        }
        json.writeBooleanField("canGo", row.canGo());
        if (report.sample().isEmpty()) {
            verdict(report, finding, seen.like());
        }
        json.writeEndObject();
    }

    private void verdict(ReviewedReport report, Finding finding, Optional<LikeImage> like) throws IOException {
        Candidate candidate = report.candidates().make(finding, 0);
        json.writeStringField("verdict", finding.verdict().id());
        json.writeArrayFieldStart("reasons");
        for (int i = 0; i < candidate.reasons().size(); i++) {
            json.writeStartObject();
            json.writeStringField("value", candidate.reasons().get(i).counted().text());
            json.writeStringField("words", PlainText.escape(candidate.why().get(i)));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("because", PlainText.escape(candidate.because()));
        if (finding.message().isPresent()) {
            json.writeStringField("message", PlainText.escape(finding.message().get()));
        }
        if (finding.contrast().isPresent()) {
            json.writeNumberField("score", finding.contrast().get().score());
        }
        Optional<String> suggest = finding.contrast().flatMap(Contrast::suggest);
        if (suggest.isPresent()) {
            json.writeStringField("suggest", suggest.get());
            json.writeStringField("suggestName", PlainText.escape(ImageLocation.lastPart(suggest.get())));
        }
        if (like.isPresent()) {
            twin(like.get());
        }
        json.writeArrayFieldStart("notes");
        for (String note : candidate.notes()) {
            json.writeString(PlainText.escape(note));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("labels");
        for (ShownLabel label : candidate.labels()) {
            json.writeStartObject();
            json.writeStringField("value", label.name());
            json.writeStringField("words", PlainText.escape(label.name()));
            json.writeStringField("kind", label.kind().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("percent", Math.round(label.confidence()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The image that this one is like, to be shown beside it. */
    private void twin(LikeImage like) throws IOException {
        json.writeObjectFieldStart("twin");
        json.writeStringField("name", PlainText.escape(like.name()));
        if (like.place().isPresent()) {
            json.writeNumberField("report", like.place().get().report());
            json.writeNumberField("image", like.place().get().image());
        }
        json.writeEndObject();
    }
}
