using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Takes lines from bytes that come in pieces: what is not taken is given again with what came behind it, and not searched again. A line
/// ends with LF, before which CR is left out (RFC 9112, section 2.2).
/// </summary>
internal struct LineTaker
{
    private int _left;
    private int _searched;

    /// <summary>Begins to count anew.</summary>
    /// <param name="most">The most bytes of all lines from here on, ends of lines included.</param>
    public void Begin(int most)
    {
        _left = most;
        _searched = 0;
    }

    /// <summary>Takes the next line; false where it is not whole yet.</summary>
    /// <exception cref="HttpIOException">ConfigurationLimitExceeded: the lines are longer than the limit.</exception>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line)
    {
        var found = bytes[_searched..].IndexOf((byte)'\n');
        var length = found < 0 ? bytes.Length : _searched + found + 1;
        if (length > _left)
        {
            throw new HttpIOException(
                HttpRequestError.ConfigurationLimitExceeded,
                $"The answer's headers are longer than {AnswerLimit.HeadKilobytes} KB.");
        }

        if (found < 0)
        {
            _searched = length;
            line = default;
            return false;
        }

        line = bytes[..(length - 1)];
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        bytes = bytes[length..];
        _left -= length;
        _searched = 0;
        return true;
    }
}
