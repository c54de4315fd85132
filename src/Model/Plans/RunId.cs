using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EdFi.BatchPerf;

/// <summary>
/// A run's identity: 64 random bits, written as 13 base-36 digits. Never derived from the seed, so that equal seeds do not collide.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RunId(ulong Value)
{
    /// <summary>Number of characters.</summary>
    public const int Length = 13;

    /// <summary>A new random id.</summary>
    public static RunId New()
    {
        Span<byte> bits = stackalloc byte[8];
        RandomNumberGenerator.Fill(bits);
        return new RunId(BitConverter.ToUInt64(bits));
    }

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is not 13 base-36 digits of a 64-bit number.</exception>
    public static RunId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length && Base36.TryRead(text, out var value)
            ? new RunId(value)
            : throw new FormatException($"'{text}' is not a run id: {Length} characters of 0-9 and a-z were expected.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(Length, Value, static (span, value) =>
    {
        Span<byte> ascii = stackalloc byte[Length];
        Base36.WritePadded(ascii, value);
        System.Text.Encoding.ASCII.GetChars(ascii, span);
    });

    internal void CopyTo(Span<byte> destination) => Base36.WritePadded(destination[..Length], Value);
}
