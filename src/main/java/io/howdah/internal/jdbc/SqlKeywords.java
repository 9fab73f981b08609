package io.howdah.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The answer of {@link java.sql.DatabaseMetaData#getSQLKeywords}: what the server's grammar has beyond SQL:2003. Stateless. */
final class SqlKeywords {
    /** Keywords of the server, of all versions, that are keywords of SQL:2003 too. */
    private static final String STANDARD = """
            absolute,action,add,admin,after,all,alter,always,and,any,array,as,asc,asensitive,assertion,assignment,asymmetric,at,
            atomic,attribute,authorization,before,begin,between,bigint,binary,boolean,both,breadth,by,call,called,cascade,cascaded,
            case,cast,catalog,chain,char,character,characteristics,check,close,coalesce,collate,collation,column,commit,committed,
            constraint,constraints,continue,create,cross,cube,current,current_date,current_role,current_time,current_timestamp,
            current_user,cursor,cycle,data,day,deallocate,dec,decimal,declare,default,defaults,deferrable,deferred,definer,delete,
            depth,desc,distinct,domain,double,drop,each,else,end,escape,except,exclude,excluding,execute,exists,external,extract,
            false,fetch,filter,first,float,following,for,foreign,from,full,function,global,grant,granted,group,grouping,having,hold,
            hour,identity,immediate,in,including,increment,initially,inner,inout,input,insensitive,insert,int,integer,intersect,
            interval,into,invoker,is,isolation,join,key,language,large,last,lateral,leading,left,level,like,local,localtime,
            localtimestamp,match,matched,maxvalue,merge,method,minute,minvalue,month,name,names,national,natural,nchar,new,next,no,
            none,normalize,normalized,not,null,nullif,nulls,numeric,object,of,old,on,only,option,options,or,order,ordinality,others,
            out,outer,over,overlaps,overlay,overriding,parameter,partial,partition,path,placing,position,preceding,precision,
            prepare,preserve,primary,prior,privileges,procedure,range,read,real,recursive,ref,references,referencing,relative,
            release,repeatable,restart,return,returns,revoke,right,role,rollback,rollup,routine,row,rows,savepoint,schema,scroll,
            search,second,security,select,sequence,serializable,session,session_user,set,sets,similar,simple,smallint,some,source,
            sql,start,statement,substring,symmetric,system,system_user,table,tablesample,temporary,then,ties,time,timestamp,to,
            trailing,transaction,transform,treat,trigger,trim,true,type,uescape,unbounded,uncommitted,union,unique,unknown,update,
            user,using,value,values,varchar,varying,view,when,where,window,with,within,without,work,write,year,zone""";

    private static final String QUERY = CatalogSql.of("""
            select pg_catalog.string_agg(k.word, ',' order by k.word collate pg_catalog."C") from pg_catalog.pg_get_keywords() k
             where k.word <> all (pg_catalog.string_to_array(?, ','))""");

    private SqlKeywords() {}

    /** In alphabetical order, with commas between them. */
    static String beyondTheStandard(ConnectionImpl connection) throws SQLException {
        CatalogQuery query = new CatalogQuery(connection, QUERY).value(STANDARD.replace("\n", ""));
        try (ResultSet rows = query.stream()) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
