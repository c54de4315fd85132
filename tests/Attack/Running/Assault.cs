using EdFi.BatchPerf.Attack.Mutation;

namespace EdFi.BatchPerf.Attack.Running;

/// <summary>Attacks one target and keeps count.</summary>
internal static class Assault
{
    /// <param name="target">What is attacked.</param>
    /// <param name="seed">Fixes the mutations.</param>
    /// <param name="goesOn">Asked before every mutation, with how many there were.</param>
    public static Tally Run(Target target, int seed, Func<long, bool> goesOn)
    {
        var known = target.Inputs.Select(input => Undamaged(target, input)).ToHashSet(StringComparer.Ordinal);
        var mutator = new Mutator(seed, target.Form);
        var tally = new Tally(target.Name);
        while (goesOn(tally.Mutations))
        {
            Try(target, mutator.Next(target.Inputs), known, tally);
        }

        return tally;
    }

    private static void Try(Target target, byte[] input, HashSet<string> known, Tally tally)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var reading = target.Read(input);
            tally.Note(reading, reading.Understood is { } understood && known.Contains(understood));
        }
        catch (DeceptionException deception)
        {
            tally.NoteDeception(deception, input);
        }
        catch (Exception exception)
        {
            tally.NoteEscape(exception, input);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var bound = target.AllocatedAtMost + ((long)target.AllocatedPerByte * input.Length);
        if (allocated > bound)
        {
            tally.NoteOverBound(allocated, bound, input);
        }
    }

    /// <summary>An input that is refused as it stands would prove nothing.</summary>
    private static string Undamaged(Target target, byte[] input) =>
        target.Read(input).Understood ?? throw new InvalidOperationException($"An undamaged input of '{target.Name}' is refused: {target.Read(input).Refusal}");
}
