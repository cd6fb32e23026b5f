using System.Buffers.Binary;
using System.Text;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One protobuf message, read without its schema: fields by number, as they came.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Number, ulong Value, byte[] Bytes)> fields = [];

    public ProtoMessage(ReadOnlySpan<byte> wire)
    {
        while (!wire.IsEmpty)
        {
            var key = Varint(ref wire);
            var (number, type) = ((int)(key >> 3), (int)(key & 7));
            switch (type)
            {
                case 0: fields.Add((number, Varint(ref wire), [])); break;
                case 1: fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref wire, 8)), [])); break;
                case 2: fields.Add((number, 0, Take(ref wire, (int)Varint(ref wire)).ToArray())); break;
                case 5: fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref wire, 4)), [])); break;
                default: throw new InvalidDataException($"wire type {type}");
            }
        }
    }

    public bool Has(int number) => fields.Any(field => field.Number == number);

    public IEnumerable<ProtoMessage> Messages(int number) => fields.Where(field => field.Number == number).Select(field => new ProtoMessage(field.Bytes));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    public ulong Whole(int number) => fields.FirstOrDefault(field => field.Number == number).Value;

    public double Real(int number) => BitConverter.UInt64BitsToDouble(Whole(number));

    private byte[] Bytes(int number) => fields.FirstOrDefault(field => field.Number == number).Bytes ?? [];

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> wire, int length)
    {
        var taken = wire[..length];
        wire = wire[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> wire)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = Take(ref wire, 1)[0];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return value;
        }
    }
}
