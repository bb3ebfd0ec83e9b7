import { describe, expect, it } from 'vitest'
import { isoTime, tableHead, tableLine } from '../../../../src/core/data/table'

const columns = ['time', 'text', 'amount', 'yes']

describe('a row of a table', () => {
  it('is a line of RFC 4180 CSV, whose formulas are text', () => {
    expect(tableHead(columns, 'csv')).toBe('time,text,amount,yes\r\n')
    expect(tableLine(columns, [isoTime(0), 'a "b",\nc', 12345678901234567890n, true], 'csv')).toBe('1970-01-01T00:00:00.000Z,"a ""b"",\nc",12345678901234567890,true\r\n')
    expect(tableLine(columns, [null, '=1+1', -1, false], 'csv')).toBe(",'=1+1,-1,false\r\n")
  })
  it('is a JSON object a line, in which large amounts keep all their figures', () => {
    expect(tableHead(columns, 'ndjson')).toBe('')
    expect(tableLine(columns, [null, 'a "b"\n', 12345678901234567890n, true], 'ndjson')).toBe('{"time":null,"text":"a \\"b\\"\\n","amount":12345678901234567890,"yes":true}\n')
  })
})
