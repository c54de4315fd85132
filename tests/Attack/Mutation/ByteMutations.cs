namespace EdFi.BatchPerf.Attack.Mutation;

/// <summary>Damage that any file or answer may suffer.</summary>
internal static class ByteMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("flip bits", Form.Bytes, static (random, input, _) => Flip(random, input)),
        new("replace a byte", Form.Bytes, static (random, input, _) => Replace(random, input)),
        new("insert a byte", Form.Bytes, static (random, input, _) => Insert(input, random.Next(input.Length + 1), [Byte(random)])),
        new("cut the end off", Form.Bytes, static (random, input, _) => input[..random.Next(input.Length + 1)]),
        new("cut the start off", Form.Bytes, static (random, input, _) => input[Math.Min(input.Length, random.Next(64))..]),
        new("delete a part", Form.Bytes, static (random, input, _) => Delete(random, input)),
        new("repeat a part", Form.Bytes, static (random, input, _) => Repeat(random, input)),
        new("zero a part", Form.Bytes, static (random, input, _) => Zero(random, input)),
        new("splice with another", Form.Bytes, static (random, input, others) => Splice(random, input, others[random.Next(others.Count)])),
    ];

    public static byte[] Insert(byte[] input, int at, ReadOnlySpan<byte> bytes) => [.. input.AsSpan(0, at), .. bytes, .. input.AsSpan(at)];

    private static byte[] Flip(Random random, byte[] input)
    {
        byte[] damaged = [.. input];
        for (var flips = random.Next(1, 6); flips > 0 && damaged.Length > 0; flips--)
        {
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        }

        return damaged;
    }

    private static byte[] Replace(Random random, byte[] input)
    {
        byte[] damaged = [.. input];
        if (damaged.Length > 0)
        {
            damaged[random.Next(damaged.Length)] = Byte(random);
        }

        return damaged;
    }

    private static byte[] Delete(Random random, byte[] input)
    {
        var (from, length) = Part(random, input);
        return [.. input.AsSpan(0, from), .. input.AsSpan(from + length)];
    }

    private static byte[] Repeat(Random random, byte[] input)
    {
        var (from, length) = Part(random, input);
        return [.. input.AsSpan(0, from + length), .. input.AsSpan(from)];
    }

    private static byte[] Zero(Random random, byte[] input)
    {
        byte[] damaged = [.. input];
        var (from, length) = Part(random, input);
        Array.Clear(damaged, from, length);
        return damaged;
    }

    private static byte[] Splice(Random random, byte[] input, byte[] other) =>
        [.. input.AsSpan(0, random.Next(input.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];

    /// <summary>Mostly short, so that most of the input stays what it was; at most 64 KB, so that repeats of repeats stay small.</summary>
    private static (int From, int Length) Part(Random random, byte[] input)
    {
        var from = random.Next(input.Length + 1);
        var most = Math.Min(input.Length - from, random.Next(2) == 0 ? 16 : 65_536);
        return (from, random.Next(most + 1));
    }

    private static byte Byte(Random random)
    {
        ReadOnlySpan<byte> characters = "{}[]\",:;\\/0123456789-+eE.tfnu= \r\n\t\0\x1b"u8;
        return random.Next(8) == 0 ? (byte)random.Next(256) : characters[random.Next(characters.Length)];
    }
}
