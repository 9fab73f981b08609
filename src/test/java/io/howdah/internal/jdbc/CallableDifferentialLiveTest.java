package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls behave as pgjdbc's, but for what is listed with its reason. */
@Live
class CallableDifferentialLiveTest {
    private static final String[] ROUTINES = {
        "create temp table called (v text)",
        "create function pg_temp.plus(a int, b int) returns int language sql as 'select a + b'",
        "create function pg_temp.nothing(a int) returns void language plpgsql as 'begin end'",
        "create function pg_temp.outs(a int, out b int, out c text) language sql as 'select a * 2, a::text || ''!'''",
        "create function pg_temp.inouts(inout a int, inout b text) language sql as 'select a + 1, b || ''?'''",
        "create function pg_temp.many(n int) returns setof int language sql as 'select generate_series(1, n)'",
        "create function pg_temp.tab(n int) returns table(x int, y text) language sql as"
                + " 'select i, i::text from generate_series(1, n) i'",
        "create function pg_temp.num(a numeric) returns numeric language sql as 'select a'",
        "create function pg_temp.nul() returns int language sql as 'select null::int'",
        "create function pg_temp.fails() returns int language sql as 'select 1/0'",
        "create function pg_temp.cursor(inout c refcursor) language plpgsql as"
                + " 'begin open c for select 1 as a union all select 2; end'",
        "create function pg_temp.cursors() returns setof refcursor language plpgsql as"
                + " 'declare c refcursor := ''one''; d refcursor := ''two''; begin open c for select 1; return next c;"
                + " open d for select 2; return next d; end'",
        "create procedure pg_temp.proc(a int) language sql as 'insert into called values (a::text)'",
        "create procedure pg_temp.procio(inout a int, inout b text) language plpgsql as 'begin a := a + 1; b := b || ''?''; end'",
        "create function pg_temp.same(a anyelement) returns anyelement language sql as 'select a'",
    };

    /** One call: registers, sets, executes and reads. */
    @FunctionalInterface
    private interface Call {
        Object run(CallableStatement call) throws Exception;
    }

    private static void add(Differential d, String sql, Map<String, Call> calls) {
        d.probe(sql, (c, s) -> {
            c.setAutoCommit(false);
            for (Map.Entry<String, Call> entry : calls.entrySet()) {
                s.step(entry.getKey(), () -> {
                    try (CallableStatement call = c.prepareCall(sql)) {
                        return entry.getValue().run(call);
                    } finally {
                        c.rollback();
                    }
                });
            }
        });
    }

    private static Map<String, Call> calls(Object... namesAndCalls) {
        Map<String, Call> calls = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCalls.length; i += 2) {
            calls.put((String) namesAndCalls[i], (Call) namesAndCalls[i + 1]);
        }
        return calls;
    }

    private static Call call(Call call) {
        return call;
    }

    private static String executed(CallableStatement call) throws SQLException {
        boolean rows = call.execute();
        return rows + " " + call.getUpdateCount() + " " + (call.getResultSet() != null) + " ";
    }

    private static void functions(Differential d) {
        add(
                d,
                "{call pg_temp.plus(?, ?)}",
                calls(
                        "execute",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setInt(2, 2);
                            return Differential.results(c, c.execute());
                        }),
                        "executeUpdate",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setInt(2, 2);
                            return c.executeUpdate();
                        }),
                        "executeQuery",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setInt(2, 2);
                            return c.executeQuery();
                        })));
        add(
                d,
                "{? = call pg_temp.plus(?, ?)}",
                calls(
                        "works",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c) + c.getInt(1) + c.wasNull() + Differential.show(c.getObject(1));
                        }),
                        "executed twice",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.execute();
                            c.setInt(3, 5);
                            c.execute();
                            return c.getInt(1);
                        }),
                        "executeUpdate",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return c.executeUpdate() + " " + c.getInt(1) + " " + c.getUpdateCount();
                        }),
                        "executeQuery",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return c.executeQuery();
                        }),
                        "not registered",
                        call(c -> {
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c);
                        }),
                        "not registered, get",
                        call(c -> {
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.execute();
                            return c.getInt(1);
                        }),
                        "wrong type",
                        call(c -> {
                            c.registerOutParameter(1, Types.VARCHAR);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c);
                        }),
                        "bigint type",
                        call(c -> {
                            c.registerOutParameter(1, Types.BIGINT);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c);
                        }),
                        "other type",
                        call(c -> {
                            c.registerOutParameter(1, Types.OTHER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c);
                        }),
                        "other getters",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.execute();
                            return c.getString(1) + c.getLong(1);
                        }),
                        "not executed",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            return c.getInt(1);
                        }),
                        "no value",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            return executed(c);
                        }),
                        "set result",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(1, 1);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            return executed(c);
                        }),
                        "set 4",
                        call(c -> {
                            c.setInt(4, 1);
                            return "set";
                        }),
                        "register 0",
                        call(c -> {
                            c.registerOutParameter(0, Types.INTEGER);
                            return "registered";
                        }),
                        "register 9",
                        call(c -> {
                            c.registerOutParameter(9, Types.INTEGER);
                            return "registered";
                        }),
                        "get 9",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.execute();
                            return c.getInt(9);
                        }),
                        "get 2",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.execute();
                            return c.getInt(2);
                        }),
                        "cleared",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.setInt(2, 1);
                            c.setInt(3, 2);
                            c.clearParameters();
                            c.setInt(2, 4);
                            c.setInt(3, 4);
                            c.execute();
                            return c.getInt(1);
                        }),
                        "batch",
                        call(c -> {
                            for (int i = 0; i < 2; i++) {
                                c.setInt(2, i);
                                c.setInt(3, 2);
                                c.addBatch();
                            }
                            return c.executeBatch();
                        })));
        add(
                d,
                "{call pg_temp.nothing(1)}",
                calls(
                        "execute",
                        call(c -> Differential.results(c, c.execute())),
                        "update",
                        call(CallableStatement::executeUpdate)));
        add(d, "{? = call pg_temp.fails()}", calls("fails", call(c -> {
            c.registerOutParameter(1, Types.INTEGER);
            return executed(c);
        })));
        add(d, "{? = call pg_temp.nul()}", calls("null", call(c -> {
            c.registerOutParameter(1, Types.INTEGER);
            c.execute();
            return c.getInt(1) + " " + c.wasNull() + " " + c.getObject(1) + c.wasNull();
        })));
        add(
                d,
                "{call pg_temp.outs(?, ?, ?)}",
                calls(
                        "works",
                        call(c -> {
                            c.setInt(1, 4);
                            c.registerOutParameter(2, Types.INTEGER);
                            c.registerOutParameter(3, Types.VARCHAR);
                            return executed(c) + c.getInt(2) + c.getString(3);
                        }),
                        "one registered",
                        call(c -> {
                            c.setInt(1, 4);
                            c.registerOutParameter(2, Types.INTEGER);
                            return executed(c);
                        }),
                        "types swapped",
                        call(c -> {
                            c.setInt(1, 4);
                            c.registerOutParameter(3, Types.INTEGER);
                            c.registerOutParameter(2, Types.VARCHAR);
                            return executed(c);
                        })));
        add(d, "{call pg_temp.outs(?)}", calls("query", call(c -> {
            c.setInt(1, 4);
            return c.executeQuery();
        })));
        add(d, "{? = call pg_temp.outs(?)}", calls("too few registered", call(c -> {
            c.registerOutParameter(1, Types.INTEGER);
            c.setInt(2, 4);
            return executed(c);
        })));
        add(
                d,
                "{call pg_temp.inouts(?, ?)}",
                calls(
                        "works",
                        call(c -> {
                            c.setInt(1, 4);
                            c.setString(2, "x");
                            c.registerOutParameter(1, Types.INTEGER);
                            c.registerOutParameter(2, Types.VARCHAR);
                            return executed(c) + c.getInt(1) + c.getString(2);
                        }),
                        "registered first",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            c.registerOutParameter(2, Types.VARCHAR);
                            c.setInt(1, 4);
                            c.setString(2, "x");
                            return executed(c) + c.getInt(1) + c.getString(2);
                        })));
        for (String many : new String[] {"{? = call pg_temp.many(?)}", "{? = call pg_temp.same(?)}"}) {
            add(
                    d,
                    many,
                    calls(
                            "three",
                            call(c -> {
                                c.registerOutParameter(1, Types.INTEGER);
                                c.setInt(2, 3);
                                return executed(c) + c.getInt(1) + c.getMoreResults();
                            }),
                            "none",
                            call(c -> {
                                c.registerOutParameter(1, Types.INTEGER);
                                c.setInt(2, 0);
                                return executed(c);
                            })));
        }
        add(d, "{call pg_temp.tab(?)}", calls("query", call(c -> {
            c.setInt(1, 3);
            return c.executeQuery();
        })));
        add(
                d,
                "{? = call pg_temp.num(?)}",
                calls(
                        "numeric",
                        call(c -> {
                            c.registerOutParameter(1, Types.NUMERIC);
                            c.setBigDecimal(2, new BigDecimal("1.255"));
                            return executed(c) + c.getBigDecimal(1) + c.getObject(1);
                        }),
                        "decimal",
                        call(c -> {
                            c.registerOutParameter(1, Types.DECIMAL);
                            c.setBigDecimal(2, new BigDecimal("1.255"));
                            return executed(c) + c.getBigDecimal(1);
                        }),
                        "scale",
                        call(c -> {
                            c.registerOutParameter(1, Types.NUMERIC, 2);
                            c.setBigDecimal(2, new BigDecimal("1.255"));
                            return executed(c) + c.getBigDecimal(1);
                        })));
    }

    private static void types(Differential d) {
        Object[][] values = {
            {"true", Types.BOOLEAN},
            {"true", Types.BIT},
            {"1::int2", Types.SMALLINT},
            {"1::int2", Types.TINYINT},
            {"1", Types.INTEGER},
            {"1::int8", Types.BIGINT},
            {"1.5::float4", Types.REAL},
            {"1.5::float8", Types.DOUBLE},
            {"1.5::float8", Types.FLOAT},
            {"1.5::float8", Types.REAL},
            {"1.50", Types.NUMERIC},
            {"'a'::text", Types.VARCHAR},
            {"'a'::varchar", Types.LONGVARCHAR},
            {"'a'::char(3)", Types.CHAR},
            {"'\\x01'::bytea", Types.BINARY},
            {"'\\x01'::bytea", Types.LONGVARBINARY},
            {"'2024-02-29'::date", Types.DATE},
            {"'12:13:14'::time", Types.TIME},
            {"'2024-02-29 12:13:14'::timestamp", Types.TIMESTAMP},
            {"'{1,2}'::int[]", Types.ARRAY},
            {"null::text", Types.VARCHAR},
            {"null::int", Types.VARCHAR},
            {"'00000000-0000-0000-0000-000000000001'::uuid", Types.OTHER},
            {"1", Types.OTHER},
            {"'a'::text", Types.CHAR},
            {"'a'::text", Types.NVARCHAR},
            {"1", Types.NULL},
            {"1", 12345},
        };
        for (Object[] value : values) {
            add(d, "{? = call pg_temp.same(" + value[0] + ")}", calls("as " + value[1], call(c -> {
                c.registerOutParameter(1, (Integer) value[1]);
                c.execute();
                return Differential.show(c.getObject(1));
            })));
        }
    }

    private static void procedures(Differential d) {
        add(
                d,
                "call pg_temp.proc(?)",
                calls(
                        "execute",
                        call(c -> {
                            c.setInt(1, 1);
                            return executed(c);
                        }),
                        "update",
                        call(c -> {
                            c.setInt(1, 1);
                            return c.executeUpdate();
                        }),
                        "registered",
                        call(c -> {
                            c.setInt(1, 1);
                            c.registerOutParameter(1, Types.INTEGER);
                            return executed(c);
                        }),
                        "batch",
                        call(c -> {
                            c.setInt(1, 1);
                            c.addBatch();
                            c.addBatch();
                            return c.executeBatch();
                        })));
        add(d, "{call pg_temp.proc(?)}", calls("execute", call(c -> {
            c.setInt(1, 1);
            return executed(c);
        })));
        add(
                d,
                "call pg_temp.procio(?, ?)",
                calls(
                        "both",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setString(2, "a");
                            c.registerOutParameter(1, Types.INTEGER);
                            c.registerOutParameter(2, Types.VARCHAR);
                            return executed(c) + c.getInt(1) + c.getString(2);
                        }),
                        "only one",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setString(2, "a");
                            c.registerOutParameter(2, Types.VARCHAR);
                            return executed(c) + c.getString(2);
                        }),
                        "none",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setString(2, "a");
                            return Differential.results(c, c.execute());
                        }),
                        "update",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setString(2, "a");
                            return c.executeUpdate();
                        })));
        add(
                d,
                "select pg_temp.plus(?, ?)",
                calls(
                        "execute",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setInt(2, 1);
                            return Differential.results(c, c.execute());
                        }),
                        "registered",
                        call(c -> {
                            c.registerOutParameter(1, Types.INTEGER);
                            return "registered";
                        }),
                        "get",
                        call(c -> {
                            c.setInt(1, 1);
                            c.setInt(2, 1);
                            c.execute();
                            return c.getInt(1);
                        })));
        add(d, "insert into called values ('a')", calls("update", call(CallableStatement::executeUpdate)));
    }

    private static void cursors(Differential d) {
        for (int type : new int[] {Types.OTHER, Types.REF_CURSOR, Types.VARCHAR}) {
            add(
                    d,
                    "{? = call pg_temp.cursor('c" + type + "')}",
                    calls(
                            "object",
                            call(c -> {
                                c.registerOutParameter(1, type);
                                c.execute();
                                return c.getObject(1);
                            }),
                            "twice",
                            call(c -> {
                                c.registerOutParameter(1, type);
                                c.execute();
                                Object first = Differential.show(c.getObject(1));
                                c.execute();
                                return first + " " + Differential.show(c.getObject(1));
                            })));
        }
        add(d, "{call pg_temp.cursors()}", calls("rows", call(c -> {
            StringBuilder all = new StringBuilder();
            try (java.sql.ResultSet rows = c.executeQuery()) {
                while (rows.next()) {
                    all.append(rows.getString(1)).append(Differential.show(rows.getObject(1)));
                }
            }
            return all.toString();
        })));
        add(d, "{? = call pg_temp.cursors()}", calls("first", call(c -> {
            c.registerOutParameter(1, Types.REF_CURSOR);
            c.execute();
            return c.getObject(1);
        })));
        d.probe(
                "cursor in autocommit",
                (c, s) -> s.step("fails", () -> {
                    try (CallableStatement call = c.prepareCall("{? = call pg_temp.cursor('x')}")) {
                        call.registerOutParameter(1, Types.OTHER);
                        call.execute();
                        return call.getObject(1);
                    }
                }));
    }

    private static void malformed(Differential d) {
        for (String sql : new String[] {
            "{call}",
            "{? = call}",
            "{? call pg_temp.nul()}",
            "{call pg_temp.nul()",
            "{call pg_temp.nul()} extra",
            "{ ?=call pg_temp.nul }",
            "{call pg_temp.nul}",
            "{CALL pg_temp.nul()};",
            "/* c */ {call pg_temp.nul()}",
            "-- c\n{call pg_temp.nul()}",
            "select 1; select 2",
            "{call pg_temp.missing()}",
            "  { ? = CALL pg_temp.nul ( ) } ",
            ""
        }) {
            d.probe(
                    "malformed " + sql,
                    (c, s) -> s.step("execute", () -> {
                        try (CallableStatement call = c.prepareCall(sql)) {
                            return executed(call);
                        }
                    }));
        }
    }

    @Test
    void callsGiveTheSameValues(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, ROUTINES);
        functions(d);
        types(d);
        procedures(d);
        cursors(d);
        malformed(d);
        d.differs("OTHER takes any type", "{? = call pg_temp.plus(?, ?)} | other type");
        d.differs("every getter converts", "{? = call pg_temp.plus(?, ?)} | other getters");
        d.differs("the index is wrong, not the function", "{? = call pg_temp.plus(?, ?)} | set result");
        d.differs("an SQLException", "{? = call pg_temp.plus(?, ?)} | get 9");
        d.differs("clearParameters clears values, not registrations", "{? = call pg_temp.plus(?, ?)} | cleared");
        d.differs("results of batch entries are dropped", "{? = call pg_temp.plus(?, ?)} | batch");
        d.differs("numbers are rounded to the registered scale", "{? = call pg_temp.num(?)} | scale");
        d.differs("NVARCHAR is a text", "{? = call pg_temp.same('a'::text)} | as -9");
        d.differs("there is a result without rows", "call pg_temp.proc(?) | execute", "call pg_temp.proc(?) | batch");
        d.differs("the catalogue tells which output is meant", "call pg_temp.procio(?, ?) | only one");
        d.differs("nothing is registered", "select pg_temp.plus(?, ?) | get");
        d.differs("a semicolon may follow", "malformed {CALL pg_temp.nul()}; | execute");
        d.check();
    }
}
