using System.Runtime.InteropServices;

namespace EdFi.BatchPerf;

/// <summary>Key under which requests are counted: name and method, because a PUT and a DELETE go to the same place.</summary>
/// <param name="Name">Request name, for example <c>students-batch-10</c> or <c>/data/ed-fi/students/{id}</c>.</param>
/// <param name="Method">HTTP method.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RequestName(string Name, string Method = RequestName.Post) : IComparable<RequestName>
{
    internal const string Post = "POST";

    /// <summary>The name as tables show it: behind its method, where that is not POST.</summary>
    internal static string Shown(string name, string? method) => method is null or Post ? name : $"{method} {name}";

    /// <summary>By name, then by method, both by their characters.</summary>
    public int CompareTo(RequestName other) =>
        string.CompareOrdinal(Name, other.Name) is var names && names != 0 ? names : string.CompareOrdinal(Method, other.Method);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Name}";

    public static bool operator <(RequestName left, RequestName right) => left.CompareTo(right) < 0;

    public static bool operator <=(RequestName left, RequestName right) => left.CompareTo(right) <= 0;

    public static bool operator >(RequestName left, RequestName right) => left.CompareTo(right) > 0;

    public static bool operator >=(RequestName left, RequestName right) => left.CompareTo(right) >= 0;
}
