/** The tables of the router and of plugins, and their migrations. */
package org.threadless.storage.schema;
