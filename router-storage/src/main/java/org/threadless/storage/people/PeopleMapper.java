package org.threadless.storage.people;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.message.Group;

/** The statements that contacts and groups are kept with; their SQL is in the XML of the name. */
public interface PeopleMapper {

  /** Returns whom a connection belongs to; null where that is nobody. */
  UUID contactOf(@Param("backend") String backend, @Param("identity") String identity);

  List<UUID> named(@Param("folded") String folded);

  /** Returns contacts in the order of their ids. */
  List<UUID> page(@Param("after") UUID after, @Param("limit") int limit);

  /** Returns those of the contacts that are there, in the order of their ids; null for others. */
  List<ContactRow> contacts(@Param("ids") String[] ids);

  /**
   * Returns the connections of contacts, for each in the order in which they were added; null for
   * who has none.
   */
  List<ContactConnectionRow> connections(@Param("ids") String[] ids);

  /** Returns the groups of contacts, sorted by name; null for who is in none. */
  List<MembershipRow> memberships(@Param("ids") String[] ids);

  /** Locks a contact; null where it is not there. */
  UUID lock(@Param("id") UUID id);

  /** Locks those of the contacts that are there, in the order of their ids. */
  List<UUID> lockAll(@Param("ids") String[] ids);

  /** Returns whom each of these belongs to that is somebody's. */
  List<UUID> owners(Map<String, String[]> connections);

  int insert(ContactRow row);

  int insertAll(Map<String, String[]> contacts);

  int update(ContactRow row);

  int updateAll(Map<String, String[]> contacts);

  /** Deletes a contact, with its connections and memberships. */
  int delete(@Param("id") UUID id);

  /**
   * Adds a connection, unless it is somebody's; waits for others that add the same.
   *
   * @return how many were added
   */
  int connect(
      @Param("contact") UUID contact,
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("added") UUID added);

  /**
   * Adds those that are nobody's; waits for others that add the same.
   *
   * @return how many were added
   */
  int connectAll(Map<String, String[]> connections);

  int disconnect(
      @Param("contact") UUID contact,
      @Param("backend") String backend,
      @Param("identity") String identity);

  int moveConnections(@Param("from") UUID from, @Param("to") UUID to);

  int copyMemberships(@Param("from") UUID from, @Param("to") UUID to);

  /** Returns the language of whom a connection belongs to; null where it is not known. */
  String language(@Param("backend") String backend, @Param("identity") String identity);

  List<LanguageRow> languages(Map<String, String[]> connections);

  /** Returns all groups, sorted by name. */
  List<Group> groups();

  Group groupNamed(@Param("folded") String folded);

  Group group(@Param("id") UUID id);

  /**
   * Makes a group, unless there is one of that name; waits for others that make the same.
   *
   * @return how many were made
   */
  int insertGroup(@Param("id") UUID id, @Param("name") String name, @Param("folded") String folded);

  /** Makes those of which there is none of the name; waits for others that make the same. */
  int insertGroups(Map<String, String[]> groups);

  /** Renames a group, unless another has that name. */
  int renameGroup(@Param("id") UUID id, @Param("name") String name, @Param("folded") String folded);

  int deleteGroup(@Param("id") UUID id);

  /** Lets a contact join a group where both are there; waits for others that do the same. */
  int join(@Param("group") UUID group, @Param("contact") UUID contact);

  /** Lets contacts, which are there, join groups; nothing becomes of a group that is not. */
  int joinAll(Map<String, String[]> memberships);

  int leave(@Param("group") UUID group, @Param("contact") UUID contact);

  /** Returns the members in the order of their ids. */
  List<UUID> members(@Param("group") UUID group);

  /** Returns the connections of all members, of each the one added last first. */
  List<ContactConnectionRow> connectionsOfMembers(@Param("group") UUID group);

  /** Returns the last message that came by each of these. */
  List<HeardRow> heard(Map<String, String[]> connections);
}
