package io.github.labelverifier.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A browser without a window, to look at pages as people do. One that was closed is lent again, emptied: a start takes longer
 * than most tests.
 */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final boolean IS_THERE = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    private static final String MISSING = "no browser: install the packages chromium and chromium-driver";

    /** Those that no test looks at now. */
    private static final Deque<Chromium> IDLE = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(idle -> idle.driver.quit())));
        if (!IS_THERE) {
            // What an assumption says is not on the screen of a build.
            System.out.println("The tests of pages are skipped, " + MISSING);
        }
    }

    private final ChromeDriver driver;
    private final boolean isLentAgain;

    private Chromium(ChromeDriver driver, boolean isLentAgain) {
        this.driver = driver;
        this.isLentAgain = isLentAgain;
    }

    /** Skips the test where there is none. */
    private static void require() {
        assumeTrue(IS_THERE, MISSING);
    }

    /**
     * Opens a page in one.
     *
     * @param downloads where it puts what it downloads
     */
    static Chromium open(String address, Path downloads) {
        require();
        Chromium chromium = Optional.ofNullable(IDLE.poll()).orElseGet(() -> new Chromium(start(true), true));
        chromium.driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        chromium.driver.get(address);
        return chromium;
    }

    /** Opens a page in one that lets no page store anything. */
    static Chromium openWithoutStorage(String address) {
        require();
        Chromium chromium = new Chromium(start(false), false);
        chromium.driver.get(address);
        return chromium;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Forgets all that the page has left, and keeps the browser for the next. */
    @Override
    public void close() {
        if (!isLentAgain) {
            driver.quit();
            return;
        }
        try {
            driver.executeScript("localStorage.clear()");
            String window = driver.getWindowHandle();
            driver.switchTo().newWindow(WindowType.TAB);
            String next = driver.getWindowHandle();
            driver.switchTo().window(window).close();
            driver.switchTo().window(next);
            driver.manage().logs().get(LogType.BROWSER);
            IDLE.push(this);
        } catch (WebDriverException e) {
            // As after a page that was left in the middle of a question.
            driver.quit();
        }
    }

    private static ChromeDriver start(boolean hasStorage) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options(hasStorage));
    }

    private static ChromeOptions options(boolean hasStorage) {
        Map<String, Object> preferences = new HashMap<>();
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
                        "--window-size=1280,1000")
                .setExperimentalOption("prefs", preferences);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }
}
