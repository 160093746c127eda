package org.threadless.console.call;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.path.PathTable;
import org.threadless.http.path.PathTemplate;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.token.TokenException;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.call.Discretion;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;
import org.threadless.web.page.Html;
import org.threadless.web.signin.visitor.Visitor;

/**
 * Answers what those ask who are signed in: finds the route below {@code /console}, and lets only
 * those have it whose role it is for.
 */
public final class ConsoleHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(ConsoleHandler.class);

  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final PathTable<PageRoute> routes = new PathTable<>();
  private final Audit audit;
  private final ConsolePages pages;
  private final Downloads downloads;
  private final Contacts contacts;

  @Inject
  ConsoleHandler(
      Set<PageRoutes> routes,
      Audit audit,
      ConsolePages pages,
      Downloads downloads,
      Contacts contacts) {
    this.contacts = contacts;
    this.audit = audit;
    this.pages = pages;
    this.downloads = downloads;
    routes.stream()
        .flatMap(each -> each.all().stream())
        .forEach(each -> this.routes.add(each.method(), each.path(), each));
  }

  /** One request, and where it is answered. */
  private record Exchange(Request request, Response response, Callback callback, Visitor visitor) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange =
        new Exchange(request, response, callback, Visitor.of(request).orElseThrow());
    try {
      write(reply(exchange), exchange);
    } catch (RequestException e) {
      if (e.status() == UNAVAILABLE) {
        later(e.getMessage(), exchange);
      } else {
        tell(e.status(), e.getMessage(), exchange);
      }
    } catch (PeopleException | AccessException | TokenException e) {
      tell(
          CONFLICT,
          PersonNamed.of("This cannot be done: " + e.getMessage() + ".", contacts::find),
          exchange);
    } catch (OverloadException e) {
      later("Too much is in progress. Try it again.", exchange);
    } catch (StoreUnavailableException e) {
      later("The database cannot be used now. Try it again later.", exchange);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error(
          "{} {} failed",
          request.getMethod(),
          Discretion.numberless(String.valueOf(request.getHttpURI().getPath())),
          Tellable.of(e));
      fail(e, exchange);
    }
    return true;
  }

  private void fail(Throwable e, Exchange exchange) {
    if (exchange.response().isCommitted()) {
      exchange.callback().failed(e);
    } else {
      tell(500, "That is a fault of the router, and its log says more.", exchange);
    }
  }

  private Reply reply(Exchange exchange) {
    PathTable.Place<PageRoute> place =
        routes
            .find(segments(exchange.request()))
            .orElseThrow(() -> new RequestException(404, "There is nothing here."));
    PageRoute route =
        place
            .of(exchange.request().getMethod())
            .orElseThrow(() -> new RequestException(405, "Use " + place.allowed() + "."));
    Visitor visitor = exchange.visitor();
    if (!visitor.role().includes(route.least())) {
      throw new RequestException(
          403,
          "Your role, "
              + visitor.role().written()
              + ", does not let you do this: it takes the role "
              + route.least().written()
              + ".");
    }
    return route.work().answer(new Visit(exchange.request(), visitor, place.values(), audit));
  }

  // Of the path as it came: a slash in an identity is encoded, and parts nothing.
  private static List<String> segments(Request request) {
    String raw = request.getHttpURI().getPath();
    String below = raw.substring(Request.getContextPath(request).length());
    return PathTemplate.segments(below.isEmpty() ? "/" : below);
  }

  private void write(Reply reply, Exchange exchange) {
    Response response = exchange.response();
    Callback callback = exchange.callback();
    if (reply instanceof Reply.Page page) {
      Html.send(response, callback, page.status(), pages.render(page, exchange.visitor()));
    } else if (reply instanceof Reply.Fragment fragment) {
      Html.send(response, callback, 200, pages.render(fragment));
    } else if (reply instanceof Reply.Redirect redirect) {
      Html.redirect(response, callback, 303, ConsolePages.ROOT + redirect.path());
    } else if (reply instanceof Reply.Download download) {
      downloads.write(download, exchange.visitor().name(), response, callback);
    }
  }

  private void later(String line, Exchange exchange) {
    exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, Answers.RETRY_AFTER.toSeconds());
    tell(UNAVAILABLE, line, exchange);
  }

  private void tell(int status, String line, Exchange exchange) {
    tell(status, new PersonNamed(line, Optional.empty()), exchange);
  }

  private void tell(int status, PersonNamed line, Exchange exchange) {
    Response response = exchange.response();
    if (Html.isFragmentAskedFor(exchange.request())) {
      Answers.line(response, exchange.callback(), status, line.line());
      return;
    }
    response.setStatus(status);
    Answers.because(response, line.line());
    boolean afterChange = HttpMethod.POST.is(exchange.request().getMethod());
    Html.send(
        response,
        exchange.callback(),
        status,
        pages.problem(status, line, afterChange, exchange.visitor()));
  }
}
