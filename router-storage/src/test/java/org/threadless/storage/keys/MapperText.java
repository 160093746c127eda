package org.threadless.storage.keys;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The SQL of all mappers as their sources have it for PostgreSQL: what is included stands in its
 * place, and of what is there on a condition each part.
 */
final class MapperText {

  /**
   * A statement.
   *
   * @param mapper the simple name of its mapper
   */
  record Statement(String mapper, String name, String sql) {}

  private static final Pattern ANNOTATED =
      Pattern.compile(
          "@(?:Select|Insert|Update|Delete)\\(((?:\\s|\"\"\".*?\"\"\"|\"[^\"]*\"|\\+)*)\\)"
              + "(?:\\s|public )*[\\w<>, ?.]+ (\\w+)\\(",
          Pattern.DOTALL);

  private final Map<String, Element> fragments = new HashMap<>();
  private final List<Element> mappers = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  private MapperText() {}

  /** Reads those of all modules, which are folders of this one. */
  static List<Statement> readAll(Path checkout) throws IOException {
    MapperText text = new MapperText();
    for (Path source : sources(checkout, "Mapper.xml")) {
      text.addMapper(source);
    }
    text.mappers.forEach(text::addStatements);
    for (Path source : sources(checkout, "Mapper.java")) {
      text.addAnnotated(source);
    }
    return text.statements;
  }

  private static List<Path> sources(Path checkout, String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path module : folders(checkout)) {
      Path main = module.resolve("src/main");
      if (Files.isDirectory(main)) {
        try (Stream<Path> files = Files.walk(main)) {
          found.addAll(files.filter(each -> each.toString().endsWith(suffix)).sorted().toList());
        }
      }
    }
    return found;
  }

  private static List<Path> folders(Path checkout) throws IOException {
    try (Stream<Path> folders = Files.list(checkout)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private void addMapper(Path source) throws IOException {
    Element mapper = parse(Files.readString(source));
    mappers.add(mapper);
    for (Element each : elements(mapper)) {
      if (each.getTagName().equals("sql") && isForPostgres(each)) {
        fragments.put(mapper.getAttribute("namespace") + "." + each.getAttribute("id"), each);
      }
    }
  }

  private static Element parse(String xml) throws IOException {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      // The DTD is not asked for over the network.
      builder.setEntityResolver((name, uri) -> new InputSource(new StringReader("")));
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private void addStatements(Element mapper) {
    String namespace = mapper.getAttribute("namespace");
    for (Element each : elements(mapper)) {
      if (!each.getTagName().equals("sql") && isForPostgres(each)) {
        statements.add(
            new Statement(
                namespace.substring(namespace.lastIndexOf('.') + 1),
                each.getAttribute("id"),
                sql(each, namespace, Map.of())));
      }
    }
  }

  private static boolean isForPostgres(Element element) {
    return !element.getAttribute("databaseId").equals("h2");
  }

  private String sql(Node node, String namespace, Map<String, String> properties) {
    StringBuilder sql = new StringBuilder();
    if (node instanceof Element element) {
      sql.append(begin(element));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals("include")) {
        sql.append(included(element, namespace, properties));
      } else if (child instanceof Element element) {
        sql.append(' ').append(sql(element, namespace, properties));
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        sql.append(filled(child.getNodeValue(), properties));
      }
    }
    if (node instanceof Element element) {
      sql.append(element.getAttribute("close"));
    }
    return sql.toString();
  }

  private static String begin(Element element) {
    return element.getTagName().equals("where") ? "WHERE " : element.getAttribute("open");
  }

  private String included(Element include, String namespace, Map<String, String> outer) {
    Map<String, String> properties = new HashMap<>(outer);
    for (Element each : elements(include)) {
      properties.put(each.getAttribute("name"), filled(each.getAttribute("value"), outer));
    }
    String id = filled(include.getAttribute("refid"), outer);
    String whole = id.contains(".") ? id : namespace + "." + id;
    Element fragment = fragments.get(whole);
    if (fragment == null) {
      throw new IllegalStateException("nothing is called " + whole);
    }
    return sql(fragment, whole.substring(0, whole.lastIndexOf('.')), properties);
  }

  private static String filled(String text, Map<String, String> properties) {
    String filled = text;
    for (Map.Entry<String, String> each : properties.entrySet()) {
      filled = filled.replace("${" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private void addAnnotated(Path source) throws IOException {
    String name = source.getFileName().toString().replace(".java", "");
    for (MatchResult each : ANNOTATED.matcher(Files.readString(source)).results().toList()) {
      String sql = each.group(1).replaceAll("\"\"\"|\"\\s*\\+\\s*\"|\"", "");
      statements.add(new Statement(name, each.group(2), sql));
    }
  }
}
