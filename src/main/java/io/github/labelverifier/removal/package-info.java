/**
 * From a finished report to a plan, from a plan to a confirmed removal, and from there to a ledger with one
 * outcome for each image. Nothing is listed or judged anew here.
 */
@NullMarked
package io.github.labelverifier.removal;

import org.jspecify.annotations.NullMarked;
