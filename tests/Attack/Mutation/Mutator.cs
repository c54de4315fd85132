namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Damages inputs: up to four of the mutations that fit their form, one after another, the same ones for the same seed.</summary>
internal sealed class Mutator(int seed, Form form)
{
    private readonly Random _random = new(seed);

    private readonly Mutation[] _mutations =
        [.. ByteMutations.All.Concat(JsonMutations.All).Concat(LineMutations.All).Where(m => (m.Form & form) == m.Form)];

    /// <summary>Takes one of the inputs and damages it.</summary>
    public byte[] Next(IReadOnlyList<byte[]> inputs)
    {
        var input = inputs[_random.Next(inputs.Count)];
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            input = _mutations[_random.Next(_mutations.Length)].Apply(_random, input, inputs);
        }

        return input;
    }
}
