using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A reusable run of characters in which natural keys are put together without allocating.</summary>
internal sealed class KeyBuffer
{
    private char[] _chars = new char[2048];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public ReadOnlySpan<char> Slice(KeyRange range) => _chars.AsSpan(range.Start, range.Length);

    public void Append(char separator)
    {
        EnsureRoom(1);
        _chars[Length++] = separator;
    }

    /// <summary>Appends a string's text or a number's digits; nothing for a missing value.</summary>
    public void Append(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw[0] != (byte)'"')
        {
            Append(raw);
        }
        else if (raw.Contains((byte)'\\'))
        {
            Append(value.GetString());
        }
        else
        {
            Append(raw[1..^1]);
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        EnsureRoom(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    private void Append(ReadOnlySpan<byte> utf8)
    {
        EnsureRoom(utf8.Length);
        if (Ascii.ToUtf16(utf8, _chars.AsSpan(Length), out var written) != OperationStatus.Done)
        {
            written = Encoding.UTF8.GetChars(utf8, _chars.AsSpan(Length));
        }

        Length += written;
    }

    private void EnsureRoom(int count)
    {
        if (Length + count > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + count));
        }
    }
}
