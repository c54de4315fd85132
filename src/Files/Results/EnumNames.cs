using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>Names of an enum whose values count up from 0, looked up without boxing; reading ignores letter case.</summary>
internal sealed class EnumNames<T>
    where T : struct, Enum
{
    private readonly string[] _names = Enum.GetNames<T>();
    private readonly T[] _values = Enum.GetValues<T>();

    public string Of(T value) => _names[Unsafe.As<T, int>(ref value)];

    public bool TryRead(ReadOnlySpan<byte> utf8, out T value)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (Matches(utf8, _names[i]))
            {
                value = _values[i];
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool Matches(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.Length != name.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if ((utf8[i] | 0x20) != (name[i] | 0x20))
            {
                return false;
            }
        }

        return true;
    }
}
