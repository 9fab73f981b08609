#!/bin/sh
# Prints src/test/resources/io/howdah/internal/type/golden-values.tsv: type, session zone, the server's text output and its binary output in
# hex, for the literals below. Run it against the newest supported server.
set -eu
psql -XAtq <<'SQL'
set client_min_messages = error;
create function pg_temp.golden(type text, zone text, literal text) returns text language plpgsql as $$
declare
    result text;
    output regproc;
    send regproc;
begin
    perform set_config('timezone', zone, true);
    select typoutput, typsend into output, send from pg_type where oid = type::regtype;
    execute format('select concat_ws(e''\t'', (select typname from pg_type where oid = %L::regtype), %L,'
        || ' translate(%s(x)::text, e''\t\n'', ''''), encode(%s(x), ''hex'')) from (select %L::%s as x) v',
        type, zone, output, send, literal, type) into result;
    return result;
end $$;
select pg_temp.golden(type, zone, literal)
from (values
 ('bool', 'UTC', array['t', 'f']),
 ('int2', 'UTC', array['0', '1', '-1', '32767', '-32768']),
 ('int4', 'UTC', array['0', '-1', '2147483647', '-2147483648', '1000000']),
 ('int8', 'UTC', array['0', '-1', '9223372036854775807', '-9223372036854775808', '4294967296']),
 ('oid', 'UTC', array['0', '1', '4294967295']),
 ('xid', 'UTC', array['3', '4294967295']),
 ('cid', 'UTC', array['7']),
 ('xid8', 'UTC', array['3', '18446744073709551615']),
 ('float4', 'UTC', array['0', '-0', '1', '-1.5', '0.1', '1e20', '0.0001', '1e-05', '123456', '999999.44', '1234567', '1e6', '16777216', '33554432',
   '3.4028235e38', '1e-45', '1.17549435e-38', '2.5e-40', '8388608.5', '0.3', '1e15', 'NaN', 'Infinity', '-Infinity', '3.14159274', '9.5367431640625e-07']),
 ('float8', 'UTC', array['0', '-0', '1', '-1.5', '0.1', '1e20', '0.0001', '1e-05', '123456.789', '1e14', '1e15', '1e16', '999999999999999', '123456789012345678',
   '9007199254740992', '9007199254740993', '1e22', '1e23', '1.7976931348623157e308', '5e-324', '2.2250738585072014e-308', '2.225073858507201e-308',
   '0.30000000000000004', '100000000', '2e-3', '4.35', '0.285', '1e300', '3.141592653589793', '2.98023223876953125e-8', 'NaN', 'Infinity', '-Infinity']),
 ('numeric', 'UTC', array['0', '0.00', '1', '-1', '1.50', '-1.50', '0.001000', '100', '10000', '100000000', '0.0001', '0.00001', '1e-20', '12345678901234567890',
   '9223372036854775807', '-9223372036854775808', '922337203685477580.7', '0.9223372036854775807', '9999999999999999999', '123456789.123456789', '1E1000',
   '1.0E-1000', '99999.99999', '10000.0001', 'NaN', 'Infinity', '-Infinity', '3.14159265358979323846264338327950288419716939937510', '79228162514264337593543950335']),
 ('text', 'UTC', array['', 'a', 'äöü€😀', 'with "quotes" and \ ']),
 ('varchar', 'UTC', array['abc']), ('bpchar', 'UTC', array['ab  ']), ('name', 'UTC', array['pg_class']),
 ('"char"', 'UTC', array['', 'a', '\200', '\377']),
 ('bytea', 'UTC', array['', '\x00ff10', '\xdeadbeef']),
 ('uuid', 'UTC', array['00000000-0000-0000-0000-000000000000', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
 ('json', 'UTC', array['{"a": 1}', 'null', '"x"']), ('jsonb', 'UTC', array['{"a": 1}', 'null', '[1, 2.50]']), ('jsonpath', 'UTC', array['$.a[*]']),
 ('date', 'UTC', array['2000-01-01', '1970-01-01', '2024-02-29', '1999-12-31', '0001-01-01', '0001-12-31 BC', '0044-03-15 BC', '4713-01-01 BC', '4714-11-24 BC',
   '5874897-12-31', '10000-01-01', '1582-10-10', '1582-10-15', '1500-02-28', '1900-03-01', 'infinity', '-infinity']),
 ('time', 'UTC', array['00:00:00', '23:59:59.999999', '24:00:00', '12:34:56.7', '04:05:06.000001', '23:59:60']),
 ('timetz', 'UTC', array['00:00:00+00', '24:00:00-12', '12:34:56.7+05:30', '12:34:56-15:59:59', '04:05:06.25+00:19:32']),
 ('timestamp', 'UTC', array['2000-01-01 00:00:00', '1999-12-31 23:59:59.999999', '2024-02-29 12:34:56.789012', '0001-01-01 00:00:00', '0044-03-15 12:00:00.5 BC',
   '4714-11-24 00:00:00 BC', '294276-12-31 23:59:59.999999', '1582-10-10 01:02:03', 'infinity', '-infinity', '1969-12-31 23:59:59.1']),
 ('timestamptz', 'UTC', array['2000-01-01 00:00:00+00', '2024-01-01 00:00:00.5+00', '294276-12-31 23:59:59.999999+00', '4714-11-24 00:00:00+00 BC', 'infinity', '-infinity']),
 ('timestamptz', 'America/New_York', array['2024-03-10 06:59:59+00', '2024-03-10 07:00:00+00', '2024-11-03 05:30:00+00', '2024-11-03 06:30:00+00', '1850-01-01 00:00:00+00', '0044-03-15 12:00:00+00 BC']),
 ('timestamptz', 'Asia/Kolkata', array['2024-01-01 00:00:00+00', '1900-01-01 00:00:00+00']),
 ('timestamptz', 'Asia/Kathmandu', array['2024-01-01 00:00:00.000001+00']),
 ('interval', 'UTC', array['0', '1 year 2 mons 3 days 04:05:06.7', '1 year -2 mons 3 days -04:05:06.000001', '-1 day', '1 mon',
   '178956970 years 7 mons 2147483647 days 2562047788:00:54.775806', '-178956970 years -8 mons -2147483648 days -2562047788:00:54.775807']),
 ('interval[]', 'UTC', array['{"1 day",NULL,"-1 mons +00:00:01"}']),
 ('point', 'UTC', array['(0,-0)', '(1.5,-2.25)', '(NaN,Infinity)', '(-Infinity,1e-300)', '(0.1,1e+20)', '(5e-324,1.7976931348623157e308)']),
 ('line', 'UTC', array['{1,-1,0}', '{0,-1,2.5}', '{-1,0,NaN}', '[(1,2),(3,4)]']),
 ('lseg', 'UTC', array['[(0,0),(1,2)]', '[(NaN,-0),(Infinity,0.1)]']),
 ('box', 'UTC', array['(1,2),(0,0)', '(0,5),(3,-1)', '(NaN,1),(0,Infinity)', '(-0,0),(0,-0)']),
 ('path', 'UTC', array['((0,0),(1,2))', '[(0,0),(1,2),(2.5,-1)]', '[(0.1,NaN)]', '((1,1))']),
 ('polygon', 'UTC', array['((0,0),(1,2),(1,0))', '((1e100,-Infinity))']),
 ('circle', 'UTC', array['<(1,2),3>', '<(0,0),0>', '<(NaN,0),Infinity>']),
 ('point[]', 'UTC', array['{"(1,2)",NULL}']), ('box[]', 'UTC', array['{(1,2),(0,0);NULL;(3,4),(1,1)}']), ('path[]', 'UTC', array['{"[(1,2)]"}']),
 ('inet', 'UTC', array['192.168.1.2', '192.168.1.2/24', '0.0.0.0/0', '255.255.255.255', '10.1.2.3/31', '::', '::1', '::1/64', '2001:db8::1', '2001:db8:0:1::/64',
   '::ffff:1.2.3.4', '::1.2.3.4', '::0.0.255.255', '::ffff:0:0', '1:0:0:2:0:0:0:3', '1:0:0:2:3:0:0:4', 'fe80::1:0:0:0', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:0', '0:2:3:4:5:6:7:8',
   '0:0:3:4:5:6:7:8', '1:2:3:4:5:6::', '::2', '::ffff:ffff:1.2.3.4', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127', '0:0:0:0:0:0:1:0', '1::']),
 ('cidr', 'UTC', array['192.168.1.0/24', '10.0.0.0/8', '1.2.3.4', '0.0.0.0/0', '2001:db8::/32', '::/0', '::ffff:1.2.3.0/120', '::1']),
 ('macaddr', 'UTC', array['08:00:2b:01:02:03', 'FF-FF-FF-FF-FF-FF', '0000.0000.0000']), ('macaddr8', 'UTC', array['08:00:2b:01:02:03:04:05', 'ffffffff:ffffffff', '08:00:2b:01:02:03']),
 ('inet[]', 'UTC', array['{192.168.1.2/24,NULL,::1}']), ('macaddr[]', 'UTC', array['{08:00:2b:01:02:03}']),
 ('bit', 'UTC', array['0', '1']), ('varbit', 'UTC', array['', '1', '0', '10110', '11111111', '111111110', '0000000000000001', '10101010101010101010101010101010101010101010101010101010101010101']),
 ('varbit[]', 'UTC', array['{101,NULL,""}']), ('bit[]', 'UTC', array['{1,NULL,0}']),
 ('money', 'UTC', array['0', '12.34', '-12.34', '1234567.89', '-0.01', '92233720368547758.07', '-92233720368547758.08', '123456789012345.67']),
 ('money[]', 'UTC', array['{1.5,NULL,-1234.56}']),
 ('pg_lsn', 'UTC', array['0/0', '16/B374D848', 'FFFFFFFF/FFFFFFFF', '0/1']), ('tid', 'UTC', array['(0,1)', '(4294967295,65535)', '(0,0)']),
 ('pg_lsn[]', 'UTC', array['{16/B374D848}']), ('tid[]', 'UTC', array['{"(0,1)"}']),
 ('pg_snapshot', 'UTC', array['10:20:10,14,15', '1:1:', '1:9223372036854775807:']), ('txid_snapshot', 'UTC', array['10:20:10,14,15']),
 ('oidvector', 'UTC', array['', '1 2 4294967295', '0']), ('int2vector', 'UTC', array['', '1 -2 32767', '0']),
 ('tsvector', 'UTC', array['', '''a''', '''cat'':3A ''fat'':2,5B,6C ''rat'':16383', '''it''''s'':1 ''back\\slash'' '' '' '':'':4', 'äöü:1 😀', 'Joe''s']),
 ('tsquery', 'UTC', array['', 'a', '!a', 'a & b', 'a | b & c', '(a | b) & c', '!(a | b)', '!!a', 'a <-> b', 'a <2> (b <3> c)', '(a <-> b) <-> c', 'a & !b:*AB', '''it''''s'':C & ''x\\y'':*',
   'a & (b & c)', 'a | (b | c)', '(a & b) <-> c', '!a <-> !(b | c)', 'a:ABCD', 'a & b & c & d | e | f', 'a <16384> b', '!(a & b) | !(c <-> d)', 'a <0> b']),
 ('tsvector[]', 'UTC', array['{"''a'':1 ''b''",NULL}']), ('tsquery[]', 'UTC', array['{"''a'' & ''b''"}']), ('oidvector[]', 'UTC', array['{"1 2",NULL}']),
 ('regclass', 'UTC', array['pg_class', '0']), ('regtype', 'UTC', array['integer', '-']), ('regprocedure', 'UTC', array['now()']),
 ('xml', 'UTC', array['<a b="c">ä</a>', '<?xml version="1.0"?><a/>', 'text']), ('xml[]', 'UTC', array['{"<a/>",NULL}']),
 ('int4[]', 'UTC', array['{}', '{1,2,3}', '{1,NULL,-3}', '{{1,2},{3,4}}', '[2:3]={7,8}', '[1:3][-1:0]={{1,2},{3,4},{5,6}}', '{{{{{{1}}}}}}']),
 ('int2[]', 'UTC', array['{1,-32768}']), ('int8[]', 'UTC', array['{1,9223372036854775807}']), ('oid[]', 'UTC', array['{4294967295}']),
 ('bool[]', 'UTC', array['{t,f,NULL}']), ('float4[]', 'UTC', array['{1.5,NaN,-Infinity}']), ('float8[]', 'UTC', array['{0.1,1e+20,NULL}']),
 ('numeric[]', 'UTC', array['{1.50,NULL,-0.001}']),
 ('text[]', 'UTC', array['{}', '{a,NULL,"NULL","",null," a","a b","a\"b","a\\b","{x}","a,b",äöü€😀}', '{{a,b},{"c d",NULL}}', '{"\t","\n"}', '{"nullx"}']),
 ('varchar[]', 'UTC', array['{a,b}']), ('bpchar[]', 'UTC', array['{"a "}']), ('name[]', 'UTC', array['{a}']),
 ('bytea[]', 'UTC', array['{"\\x00ff",NULL,"\\x"}']), ('uuid[]', 'UTC', array['{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}']),
 ('json[]', 'UTC', array['{"{\"a\": 1}",NULL,"null"}']), ('jsonb[]', 'UTC', array['{"{\"a\": \"x\\\\y\"}",NULL,1}']),
 ('date[]', 'UTC', array['{2024-02-29,infinity,"0044-03-15 BC",NULL}']), ('time[]', 'UTC', array['{24:00:00,12:34:56.7}']), ('timetz[]', 'UTC', array['{12:34:56+05:30}']),
 ('timestamp[]', 'UTC', array['{"2024-02-29 12:34:56.789012",infinity,NULL}']), ('timestamptz[]', 'Asia/Kolkata', array['{"2024-01-01 00:00:00+00",-infinity}'])
) as v(type, zone, literals), unnest(literals) as literal;
SQL
