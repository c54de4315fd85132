using System.Buffers;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Knows the answer that a DMS gives to nearly every batch, byte for byte but for the ids, and so without parsing it. An answer that
/// differs in anything, be it a blank, is left to <see cref="OutcomeReader"/>, which says the same of these answers at several times the
/// cost.
/// </summary>
internal static class UsualAnswer
{
    private static readonly SearchValues<byte> OfIds = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    /// <summary>True when the body is the outcomes of the committed batch, in the server's usual spelling.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, BatchShape shape)
    {
        for (var position = 0; position < shape.Count; position++)
        {
            if (!Take(ref body, position == 0 ? "["u8 : ","u8) || !Take(ref body, shape.UsualOutcome(position)))
            {
                return false;
            }

            var id = body.IndexOfAnyExcept(OfIds);
            if (id < 0)
            {
                return false;
            }

            body = body[id..];
            if (!Take(ref body, "\"}"u8))
            {
                return false;
            }
        }

        return shape.Count > 0 && body.SequenceEqual("]"u8);
    }

    /// <summary>
    /// Returns the bytes before the id of an outcome; a byte that no JSON holds where the resource's name is not as plain as usual.
    /// </summary>
    public static byte[] Outcome(int index, OperationKind op, string resource) => resource.All(char.IsAsciiLetterOrDigit)
        ? System.Text.Encoding.UTF8.GetBytes(
            FormattableString.Invariant(
                $$"""{"index":{{index}},"status":"success","op":"{{OperationNames.Of(op)}}","resource":"{{resource}}","documentId":" """)[..^1])
        : [0];

    private static bool Take(ref ReadOnlySpan<byte> body, ReadOnlySpan<byte> text)
    {
        if (!body.StartsWith(text))
        {
            return false;
        }

        body = body[text.Length..];
        return true;
    }
}
