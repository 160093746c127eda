/** The people that the router knows, and their groups. */
package org.threadless.console.people;
