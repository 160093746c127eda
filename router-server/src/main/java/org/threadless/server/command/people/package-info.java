/** Commands about people: contacts, groups, broadcasts to them, all that is kept of somebody. */
package org.threadless.server.command.people;
