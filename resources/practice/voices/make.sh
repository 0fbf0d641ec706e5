#!/bin/sh
# Makes the voices of the practice customers. Needs the Debian packages espeak-ng and sox.
# The WAV files are committed: run this only to change what is said, and listen to the result.
#
# Each: 8 kHz, mono, 16 bits, the band of a telephone, peak at -3 dB, no long silence around.
set -eu
cd "$(dirname "$0")"
raw="$(mktemp --suffix=.wav)"
trap 'rm -f "$raw"' EXIT

# say FILE VOICE WORDS-PER-MINUTE PITCH TEXT
say() {
  espeak-ng -v "$2" -s "$3" -p "$4" -w "$raw" "$5"
  sox "$raw" -r 8000 -c 1 -b 16 -D "$1.wav" \
    gain -6 highpass 200 lowpass 3400 \
    silence 1 0.02 0.5% reverse silence 1 0.02 0.5% reverse \
    pad 0.05 0.1 norm -3
}

margaret() { say "margaret-$1" en-gb+f2 150 55 "$2"; }
daniel() { say "daniel-$1" en-us+m3 165 40 "$2"; }
ruth() { say "ruth-$1" en-us+f4 155 60 "$2"; }
ha() { say "ha-$1" vi+f2 150 60 "$2"; }
minh() { say "minh-$1" vi+m1 160 45 "$2"; }
wei() { say "wei-$1" cmn+m2 170 45 "$2"; }
li() { say "li-$1" cmn+f3 165 60 "$2"; }

# Spring roof check: someone who has damp and wants the visit.
margaret hello "Hello, Margaret O'Brien speaking."
margaret yes "Yes, speaking. What is it about?"
margaret moment "All right, go on. I have a few minutes."
margaret damp "Oh, the roof. Yes, there is a damp patch on the bedroom ceiling. It came in February."
margaret age "The roof is about twenty years old. Nobody has been up there since."
margaret visit "A visit would be good. Tuesday morning would suit me best."
margaret goodbye "Thank you. I will write it down. Goodbye."

# Spring roof check, in Vietnamese: wants to think about it.
minh hello "A lô, tôi là Minh, xin nghe."
minh roof "Mái nhà tôi hơi cũ, nhưng chưa thấy dột."
minh later "Tôi bận, chiều thứ năm gọi lại cho tôi nhé."
minh goodbye "Cảm ơn. Chào anh."

# Spring roof check, in Mandarin: asks what it costs.
li hello "喂，您好，我是李娜。"
li cost "检查屋顶要多少钱？"
li yes "那好吧，下个星期三上午可以来。"
li goodbye "谢谢，再见。"

# Support: questions about invoices.
ha hello "Xin chào, tôi là Nguyễn Thị Hà. Tôi gọi về hóa đơn số bốn nghìn bảy trăm mười một."
ha twice "Tôi nghĩ là tôi bị tính tiền hai lần."
ha goodbye "Vâng, cảm ơn chị. Chào chị."
wei hello "你好，我是张伟。我想问一下上个月的发票。"
wei address "发票上的地址写错了，请帮我改一下。"
wei goodbye "好的，麻烦你了，再见。"
ruth hello "Hi, this is Ruth Abara. I have a question about my last invoice."
ruth amount "It says one hundred and eighty dollars, but we agreed on one hundred and fifty."
ruth goodbye "Great, thank you for looking into it. Bye."

# People who do not like the call.
daniel hello "Hello?"
daniel dislike "I am not interested. Please don't call me again."
say dislike-english en-us+f3 165 50 "I'm not interested. Please don't call this number again."
say dislike-vietnamese vi+f3 165 50 "Tôi không quan tâm. Xin đừng gọi lại số này nữa."
say dislike-mandarin cmn+m1 175 45 "我不感兴趣，请不要再打来了。"

# Anyone else.
say anyone-hello en-us+m1 155 50 "Hello?"
say anyone-answer en-us+m1 155 50 "Yes, this is a good moment. What is it about?"
say anyone-goodbye en-us+m1 155 50 "All right. Thank you. Goodbye."
