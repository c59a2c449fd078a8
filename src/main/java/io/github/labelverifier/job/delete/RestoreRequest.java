package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.AwsSettings;
import java.nio.file.Path;

/**
 * One job of {@code restore}.
 *
 * @param dryRun whether only the keys are printed of what would come back
 * @param nul whether those end with NUL instead of newline
 */
public record RestoreRequest(Path report, boolean dryRun, boolean nul, AwsSettings aws) {}
