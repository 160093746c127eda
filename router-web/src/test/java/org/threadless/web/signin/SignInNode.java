package org.threadless.web.signin;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.HttpModule;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.http.response.Answers;
import org.threadless.http.response.SecurityHeadersHandler;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.wiring.InstancesModule;
import org.threadless.storage.Database;
import org.threadless.storage.StorageModule;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.web.signin.oidc.OidcSettings;
import org.threadless.web.signin.visitor.Visitor;
import org.threadless.web.signin.visitor.Visitors;

/**
 * A node with a console of one page, {@code /console/page}, which tells who sees it; and which
 * takes what is posted to it.
 */
final class SignInNode implements AutoCloseable {

  private final Database database;
  private final HttpService http;
  private final URI root;

  SignInNode(String url, List<URI> publicUrl, InstantSource clock) throws IOException {
    this(url, publicUrl, clock, null);
  }

  SignInNode(String url, List<URI> publicUrl, InstantSource clock, OidcSettings oidc)
      throws IOException {
    this(
        url,
        new HttpSettings("127.0.0.1", 0, null, null, null, null, publicUrl, null),
        clock,
        oidc);
  }

  SignInNode(String url, HttpSettings settings, InstantSource clock, OidcSettings oidc)
      throws IOException {
    database = Database.open(new DatabaseSettings(url, null, null, null), clock);
    Injector injector =
        Guice.createInjector(
            new RouterModule(clock, Trace.NONE),
            new StorageModule(database),
            new InstancesModule(List.of(), List.of()),
            new HttpModule(
                settings,
                List.of(new EndpointInstance(new ConsoleOfOnePage(), new ConsoleOfTest(oidc)))),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(ProjectName.class).toInstance(new ProjectName("Test"));
                bind(Limits.class).toInstance(new Limits(10));
              }
            });
    http = injector.getInstance(HttpService.class);
    root = http.start();
  }

  Database database() {
    return database;
  }

  URI root() {
    return root;
  }

  @Override
  public void close() {
    http.close();
    database.close();
  }

  /** The plugin. */
  static final class ConsoleOfOnePage implements EndpointPlugin {

    @Override
    public String name() {
      return "console";
    }

    @Override
    public Class<? extends Record> configType() {
      return ConsoleOfTest.class;
    }

    @Override
    public Class<? extends Endpoint> endpointType() {
      return OnePage.class;
    }

    @Override
    public Optional<Module> module() {
      return Optional.of(new SignInModule());
    }
  }

  /** Its settings. */
  record ConsoleOfTest(OidcSettings oidc) {}

  /** The endpoint. */
  static final class OnePage implements Endpoint {

    private final SignInPages pages;
    private final Visitors visitors;
    private final ConsoleOfTest settings;

    @Inject
    OnePage(SignInPages pages, Visitors visitors, ConsoleOfTest settings) {
      this.settings = settings;
      this.pages = pages;
      this.visitors = visitors;
    }

    @Override
    public Handler handler() {
      return new SecurityHeadersHandler(
          new Handler.Sequence(
              pages.handler(Optional.ofNullable(settings.oidc())),
              new VisitorsOnly(
                  visitors,
                  new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                      Visitor visitor = Visitor.of(request).orElseThrow();
                      Answers.line(
                          response,
                          callback,
                          200,
                          visitor.name()
                              + " "
                              + visitor.role().written()
                              + " "
                              + request.getMethod());
                      return true;
                    }
                  })));
    }

    @Override
    public Optional<String> page() {
      return Optional.of("one page");
    }
  }
}
