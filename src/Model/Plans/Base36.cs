namespace EdFi.BatchPerf;

internal static class Base36
{
    private static ReadOnlySpan<byte> Digits => "0123456789abcdefghijklmnopqrstuvwxyz"u8;

    public static int Write(Span<byte> destination, ulong value)
    {
        Span<byte> reversed = stackalloc byte[13];
        var length = 0;
        do
        {
            reversed[length++] = Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value != 0);
        for (var i = 0; i < length; i++)
        {
            destination[i] = reversed[length - 1 - i];
        }

        return length;
    }

    public static void WritePadded(Span<byte> destination, ulong value)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = Digits[(int)(value % 36)];
            value /= 36;
        }
    }

    public static bool TryRead(string text, out ulong value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'z' ? c - 'a' + 10 : -1;
            if (digit < 0 || value > (ulong.MaxValue - (ulong)digit) / 36)
            {
                return false;
            }

            value = (value * 36) + (ulong)digit;
        }

        return true;
    }
}
