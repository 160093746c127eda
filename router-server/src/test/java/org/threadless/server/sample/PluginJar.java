package org.threadless.server.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.threadless.router.app.AppPlugin;

/**
 * Makes the jar of a plugin that nothing else has on its class path. The sources are one class
 * each, of the package {@code sample}; the plugin is {@code sample.Plugin}.
 *
 * @param folder where it is put
 * @param version for the manifest
 */
public record PluginJar(Path folder, String version) {

  /** An app whose name is {@code jarred}. */
  private static final String PLUGIN =
      """
      package sample;
      public class Plugin extends Base implements org.threadless.router.app.AppPlugin {
        public String name() { return "jarred"; }
        public Class<? extends org.threadless.router.app.App> appType() { return SampleApp.class; }
      }
      """;

  /** What the plugin extends. */
  private static final String BASE = "package sample; public class Base {}";

  /** The app, with something that it needs to be made. */
  private static final String APP =
      """
      package sample;
      class SampleApp implements org.threadless.router.app.App {
        @jakarta.inject.Inject SampleApp(Part part) {}
      }
      """;

  /** What the app needs. */
  private static final String PART = "package sample; class Part {}";

  /** Compiles the plugin, and makes a jar without the class {@code leftOut}. */
  public Path without(String leftOut) throws IOException {
    return new CompiledJar()
        .source(PLUGIN)
        .source(BASE)
        .source(APP)
        .source(PART)
        .file("META-INF/services/" + AppPlugin.class.getName(), "sample.Plugin\n")
        .file(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nImplementation-Version: " + version + "\n")
        .without("sample/" + leftOut)
        .to(folder.resolve("jarred-" + version + ".jar"));
  }
}
