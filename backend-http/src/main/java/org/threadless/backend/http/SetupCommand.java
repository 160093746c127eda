package org.threadless.backend.http;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.http.PublicUrls;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;

/** {@code router http setup BACKEND}: says what to enter at the provider. */
final class SetupCommand implements BackendCommand {

  private static final String SECRET = "secret=";

  @Override
  public String name() {
    return "setup";
  }

  @Override
  public String description() {
    return "Says what to enter at the provider, which settings the preset has, and what it was made"
        + " after. Shows no secrets, and needs none.";
  }

  @Override
  public boolean takesDrafts() {
    return true;
  }

  @Override
  public int run(BackendCall call) {
    HttpBackendSettings settings = (HttpBackendSettings) call.settings();
    Optional<URI> root = settings.publicUrl().or(call::publicUrl);
    String url = PublicUrls.of(root.orElse(call.root()), HttpGatewayPlugin.ENGINE, call.backend());
    String help = help(settings, url);
    PrintWriter out = call.out();
    out.println(help);
    if (settings.secret().isPresent() && !help.contains(SECRET)) {
      paragraph(
          "Write ?secret=YOUR-SECRET at the end of each URL, where YOUR-SECRET is the secret of this"
              + " backend.",
          out);
    }
    if (!call.declared().isEmpty()) {
      list("Settings of the preset, which stand in the backend:", call.declared(), out);
    }
    if (settings.secret().isEmpty() && help.contains(SECRET)) {
      paragraph(
          "YOUR-SECRET is to be the secret of this backend, which has none: the provider shows"
              + " nothing else by which it could be known. Leave it out of the URLs where allow-ip or"
              + " allow-anyone says who may call.",
          out);
    }
    settings.confirmed().ifPresent(line -> paragraph("Made after: " + line, out));
    if (root.isEmpty()) {
      paragraph(
          "public-url is missing, which is how the provider reaches this server: "
              + call.root()
              + " stands in its place, and no provider is asked for reports by a URL",
          out);
    }
    if (!call.mistakes().isEmpty()) {
      list("To be mended before it works:", call.mistakes(), out);
    }
    return root.isPresent() && call.mistakes().isEmpty() ? 0 : 1;
  }

  private static void list(String title, List<String> lines, PrintWriter out) {
    paragraph(title, out);
    lines.forEach(line -> out.println("  " + line));
  }

  private static void paragraph(String line, PrintWriter out) {
    out.println();
    out.println(line);
  }

  private static String help(HttpBackendSettings settings, String url) {
    SettingValues values = new SettingValues(settings.settings());
    return settings
        .help()
        .map(Template::valueOf)
        .flatMap(template -> template.fill(name -> Optional.of(value(name, url, values))))
        .map(String::strip)
        .orElseGet(() -> plain(settings, url));
  }

  private static String value(String name, String url, SettingValues values) {
    return switch (name) {
      case "incoming-url" -> url;
      case "report-url" -> url + ReportSettings.PATH;
      default ->
          values.isSecret(name)
              ? "THE-" + name.toUpperCase(Locale.ROOT)
              : values.of(name).orElse("{" + name + "}");
    };
  }

  private static String plain(HttpBackendSettings settings, String url) {
    if (settings.incoming().isPresent()) {
      return "Messages are taken at " + url;
    }
    return "Messages are taken as forms at "
        + url
        + " by "
        + (settings.incomingGet() ? "GET and POST" : "POST")
        + ": "
        + settings.incomingIdentity()
        + " says who has sent it, "
        + settings.incomingText()
        + " what";
  }
}
