using System.Net;
using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Reads the head of an answer in HTTP/1.1 (RFC 9112, sections 2 to 6), as its bytes come in. Stricter than the standard allows where an
/// answer could be understood in two ways: folded lines, blanks in or after names, lengths that differ or stand beside a transfer coding,
/// and codings other than <c>chunked</c> are refused. Allocates nothing for an answer without a Location that is no refusal for a time.
/// </summary>
/// <param name="time">Says now, for a wait until a date.</param>
internal sealed class AnswerParser(TimeProvider time)
{
    private const int SwitchingProtocols = 101;
    private const int MostDigits = 18; // fit into a long

    private LineTaker _lines;
    private int _status;
    private bool _older;
    private bool _close;
    private bool _keepAlive;
    private bool _chunked;
    private long _length;
    private string? _location;
    private HttpResponseMessage? _refusal;

    /// <summary>The head, once it is whole.</summary>
    public AnswerHead Head { get; private set; }

    /// <summary>How the body ends.</summary>
    public AnswerFraming Framing { get; private set; }

    /// <summary>Length of the body in bytes, where its framing is that.</summary>
    public long Length => _length;

    /// <summary>True where the connection can serve another exchange.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>Begins with the next answer.</summary>
    public void Begin()
    {
        _lines.Begin(AnswerLimit.HeadKilobytes * 1024);
        KeepsConnection = false;
        BeginHead();
    }

    /// <summary>Takes the lines of the head that are there; true when it is whole. What follows the head is left.</summary>
    /// <param name="bytes">Bytes of the answer from the first that was not taken yet; the rest after the call.</param>
    /// <exception cref="HttpRequestException">InvalidResponse: it is not HTTP/1.1, or not clear.</exception>
    /// <exception cref="HttpIOException">
    /// ConfigurationLimitExceeded: it is longer than the limit, informational answers included.
    /// </exception>
    public bool Read(ref ReadOnlySpan<byte> bytes)
    {
        while (_lines.TryTake(ref bytes, out var line))
        {
            if (_status == 0)
            {
                ReadStatus(line);
            }
            else if (!line.IsEmpty)
            {
                ReadField(line);
            }
            else if (_status < 200 && _status != SwitchingProtocols)
            {
                BeginHead(); // 100 Continue, 103 Early Hints: the answer is still to come
            }
            else
            {
                Finish();
                return true;
            }
        }

        return false;
    }

    private void BeginHead()
    {
        _status = 0;
        _older = _close = _keepAlive = _chunked = false;
        _length = -1;
        _location = null;
        _refusal?.Dispose();
        _refusal = null;
    }

    /// <summary>Section 4: version, blank, three digits, and a reason that nobody reads.</summary>
    private void ReadStatus(ReadOnlySpan<byte> line)
    {
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || !char.IsAsciiDigit((char)line[7]) || line[8] != ' '
            || (line.Length > 12 && line[12] != ' ') || FieldLine.HoldsBreak(line))
        {
            throw FieldLine.Invalid("status line", line);
        }

        for (var i = 9; i < 12; i++)
        {
            _status = char.IsAsciiDigit((char)line[i])
                ? (_status * 10) + line[i] - '0'
                : throw FieldLine.Invalid("status code", line[9..12]);
        }

        _status = _status >= 100 ? _status : throw FieldLine.Invalid("status code", line[9..12]);
        _older = line[7] == '0';
    }

    private void ReadField(ReadOnlySpan<byte> line)
    {
        var name = FieldLine.Split(line, out var value);
        switch (name.Length)
        {
            case 14 when Ascii.EqualsIgnoreCase(name, "Content-Length"u8):
                ReadLength(value);
                break;
            case 17 when Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8):
                _chunked = !_chunked && Ascii.EqualsIgnoreCase(value, "chunked"u8)
                    ? true
                    : throw FieldLine.Invalid("Transfer-Encoding", value);
                break;
            case 10 when Ascii.EqualsIgnoreCase(name, "Connection"u8):
                ReadConnection(value);
                break;
            case 8 when _status < 400 && Ascii.EqualsIgnoreCase(name, "Location"u8):
                _location = _location is null ? Text(value) : $"{_location}, {Text(value)}";
                break;
            case 11 when _status is 429 or 503 && Ascii.EqualsIgnoreCase(name, "Retry-After"u8):
                KeepOfRefusal("Retry-After", value);
                break;
            case 4 when _status is 429 or 503 && Ascii.EqualsIgnoreCase(name, "Date"u8):
                KeepOfRefusal("Date", value);
                break;
        }
    }

    /// <summary>Section 6.3: a length that is given again, in a list or another line, has to be the same.</summary>
    private void ReadLength(ReadOnlySpan<byte> value)
    {
        var rest = value is [.., (byte)','] ? throw FieldLine.Invalid("Content-Length", value) : value;
        do
        {
            var digits = FieldLine.TakeItem(ref rest);
            if (digits.Length is 0 or > MostDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                throw FieldLine.Invalid("Content-Length", value);
            }

            long length = 0;
            foreach (var digit in digits)
            {
                length = (length * 10) + digit - '0';
            }

            _length = _length < 0 || _length == length ? length : throw FieldLine.Invalid("Content-Length", value);
        }
        while (!rest.IsEmpty);
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var option = FieldLine.TakeItem(ref value);
            _close |= Ascii.EqualsIgnoreCase(option, "close"u8);
            _keepAlive |= Ascii.EqualsIgnoreCase(option, "keep-alive"u8);
        }
    }

    private void KeepOfRefusal(string name, ReadOnlySpan<byte> value)
    {
        _refusal ??= new HttpResponseMessage((HttpStatusCode)_status);
        _refusal.Headers.TryAddWithoutValidation(name, Text(value));
    }

    private void Finish()
    {
        if (_chunked && _length >= 0)
        {
            throw FieldLine.Invalid("framing", "both Content-Length and Transfer-Encoding"u8);
        }

        Framing = _status is SwitchingProtocols or 204 or 304 ? AnswerFraming.None
            : _chunked ? AnswerFraming.Chunked
            : _length >= 0 ? AnswerFraming.Length
            : AnswerFraming.UntilClose;
        KeepsConnection = !_close
            && (_older ? _keepAlive && !_chunked : true)
            && Framing != AnswerFraming.UntilClose
            && _status != SwitchingProtocols;
        Head = new AnswerHead(_status)
        {
            Location = _location,
            RetryAfter = _refusal is null ? null : RetryAfter.Of(_refusal, time),
        };
        _refusal?.Dispose();
        _refusal = null;
    }

    private static string Text(ReadOnlySpan<byte> value) =>
        System.Text.Unicode.Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : Encoding.Latin1.GetString(value);
}
