using System.Diagnostics.CodeAnalysis;

namespace EdFi.BatchPerf;

/// <summary>
/// Makes lists of a type that is public. PowerShell neither indexes others nor has words for them: <c>$run.Errors[0]</c> would be the whole
/// list. Those that a compiler makes of a collection expression are not public.
/// </summary>
public static class PlainList
{
    /// <summary>The list itself, or an array of its items where its type is not public; null stays null.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="list">Any list that is not changed any more.</param>
    [return: NotNullIfNotNull(nameof(list))]
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? list) => list is null || list.GetType().IsVisible ? list : list.ToArray();
}
