using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Where an assembly reads the wall clock, and where it takes or compares differences of its moments, by IL.</summary>
internal static class WallClockUses
{
    private static readonly HashSet<string> Moments = new(StringComparer.Ordinal) { "System.DateTimeOffset", "System.DateTime" };

    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "get_UtcNow", "get_Now", "get_Today", "GetUtcNow", "GetLocalNow",
    };

    private static readonly HashSet<string> Comparisons = new(StringComparer.Ordinal)
    {
        "op_LessThan", "op_LessThanOrEqual", "op_GreaterThan", "op_GreaterThanOrEqual", "Compare", "CompareTo",
    };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "get_Ticks", "get_UtcTicks", "get_TimeOfDay", "ToUnixTimeMilliseconds", "ToUnixTimeSeconds", "ToFileTime", "ToFileTimeUtc", "ToOADate", "ToBinary",
    };

    /// <summary>The outermost types whose methods make a number of a moment, with which they may do arithmetic that shows nowhere else.</summary>
    public static IReadOnlyList<string> Counters(string library) =>
        Types(library, static called => Numbers.Contains(called.Name) && Moments.Contains(called.DeclaringType.FullName));

    /// <summary>The outermost types whose methods ask what time of day it is.</summary>
    public static IReadOnlyList<string> Readers(string library) => Types(library, static called =>
        Reads.Contains(called.Name) && (Moments.Contains(called.DeclaringType.FullName) || called.DeclaringType.FullName == "System.TimeProvider"));

    /// <summary>The outermost types whose methods subtract moments from each other, or say which is the earlier.</summary>
    public static IReadOnlyList<string> Differences(string library) => Types(library, static called =>
        Moments.Contains(called.DeclaringType.FullName)
            && (Comparisons.Contains(called.Name)
                || (called.Name is "op_Subtraction" or "Subtract" && Moments.Contains(called.Parameters[^1].ParameterType.FullName))));

    private static List<string> Types(string library, Func<MethodReference, bool> isUse)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(library);
        return
        [
            .. assembly.MainModule.GetTypes()
                .Where(type => type.Methods.Any(method => method.HasBody && method.Body.Instructions.Any(
                    instruction => instruction.Operand is MethodReference called && isUse(called))))
                .Select(Outermost)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is { } around)
        {
            type = around;
        }

        return type.Name;
    }
}
