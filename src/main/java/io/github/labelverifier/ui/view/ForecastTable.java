package io.github.labelverifier.ui.view;

import io.github.labelverifier.report.ForecastJson;
import io.github.labelverifier.ui.terminal.Table;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What a run would do and cost, as a small table. */
public final class ForecastTable {
    private final Table table = new Table(List.of(Table.Side.RIGHT, Table.Side.LEFT));

    public ForecastTable(ForecastJson forecast) {
        row(forecast.images(), "listed");
        row(forecast.images() - forecast.skip() - forecast.error(), "to check, " + Text.bytes(forecast.bytes()));
        rowIfAny(forecast.skip(), "skipped");
        rowIfAny(forecast.error(), "not available");
        rowIfAny(forecast.reused(), "known from --reuse");
        rowIfAny(forecast.sameContent(), "of the same content as another");
        row(forecast.calls(), "calls, exemplars included: about " + Text.dollars(forecast.estimatedCostUsd()));
    }

    private void rowIfAny(long count, String what) {
        if (count > 0) {
            row(count, what);
        }
    }

    private void row(long count, String what) {
        table.row(List.of(Text.count(count), what));
    }

    /** Writes the table; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        table.writeTo(out, false);
    }
}
