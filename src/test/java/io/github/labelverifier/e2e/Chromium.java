package io.github.labelverifier.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts a browser without a window, to look at pages as people do. */
final class Chromium {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final boolean IS_THERE = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    private static final String MISSING = "no browser: install the packages chromium and chromium-driver";

    static {
        if (!IS_THERE) {
            // What an assumption says is not on the screen of a build.
            System.out.println("The tests of pages are skipped, " + MISSING);
        }
    }

    private Chromium() {}

    /** Skips the test where there is no browser. */
    static void require() {
        assumeTrue(IS_THERE, MISSING);
    }

    /**
     * Starts one.
     *
     * @param folder where it keeps its files
     * @param downloads where it puts what it downloads
     * @param hasStorage whether pages may store anything
     */
    static ChromeDriver start(Path folder, Path downloads, boolean hasStorage) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options(folder, downloads, hasStorage));
    }

    private static ChromeOptions options(Path folder, Path downloads, boolean hasStorage) {
        Map<String, Object> preferences = new HashMap<>();
        preferences.put("download.default_directory", downloads.toString());
        preferences.put("download.prompt_for_download", false);
        if (!hasStorage) {
            preferences.put("profile.default_content_setting_values.cookies", 2);
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(BROWSER.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,1000",
                        "--user-data-dir=" + folder)
                .setExperimentalOption("prefs", preferences);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }
}
